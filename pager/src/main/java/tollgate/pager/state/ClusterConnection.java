package tollgate.pager.state;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;

/** The cluster, which may not be there yet: whoever asks connects, until somebody has. Safe for many threads. */
public final class ClusterConnection implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterSettings settings;
    private final boolean own;
    private @Nullable Cluster cluster;

    public ClusterConnection(ClusterSettings settings) {
        this.settings = settings;
        this.own = true;
    }

    /** By a connection of somebody else's, who closes it. */
    public ClusterConnection(Cluster cluster) {
        this.settings = cluster.settings();
        this.own = false;
        this.cluster = cluster;
    }

    /**
     * The connected cluster.
     *
     * @throws IOException with one line, where it does not answer or not as it should
     */
    public synchronized Cluster cluster() throws IOException {
        if (cluster == null) {
            try {
                cluster = Cluster.connect(settings);
            } catch (ClusterException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return cluster;
    }

    /**
     * Asks; a refusal is an answer, too.
     *
     * @throws IOException where nothing answers
     */
    public Answer ask(String method, String path, @Nullable String body) throws IOException {
        Request request = new Request(method, path);
        if (body != null) {
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        Response response;
        try {
            response = cluster().http().performRequest(request);
        } catch (ResponseException e) {
            response = e.getResponse();
        }
        return new Answer(response.getStatusCode(), json(response.getEntity()));
    }

    private static JsonNode json(@Nullable HttpEntity entity) throws IOException {
        return entity == null ? MissingNode.getInstance() : JSON.readTree(entity.getContent());
    }

    /** A cluster's answer; a body that is none is a missing node. */
    public record Answer(int status, JsonNode body) {
        private static final int NOT_FOUND = 404;
        private static final int CONFLICT = 409;

        /** Whether it was done. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** Whether there is no such thing. */
        public boolean isNotFound() {
            return status == NOT_FOUND;
        }

        /** Whether somebody else was first. */
        public boolean isConflict() {
            return status == CONFLICT;
        }

        /** The cluster's own reason, in one line. */
        public String reason() {
            String reason = body.at("/error/reason").asText("");
            return reason.isEmpty() ? "status " + status : reason.strip().replaceAll("\\s*\\R\\s*", " ");
        }
    }

    /** The address; never a credential. */
    @Override
    public String toString() {
        return settings.toString();
    }

    @Override
    public synchronized void close() throws IOException {
        if (own && cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
