package tollgate.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** What a cluster answered; a body that is no JSON is a missing node. */
public record RestAnswer(int status, JsonNode body) {
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Asks; a refusal is an answer, too.
     *
     * @throws ClusterUnreachableException where nothing answers
     */
    public static RestAnswer of(Cluster cluster, String method, String path, @Nullable JsonNode body)
            throws ClusterUnreachableException {
        Request request = new Request(method, path);
        if (body != null) {
            request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        }
        try {
            Response response = perform(cluster, request);
            return new RestAnswer(response.getStatusCode(), json(response.getEntity()));
        } catch (IOException e) {
            throw new ClusterUnreachableException(
                    "Elasticsearch at " + cluster.settings() + " stopped answering (" + e.getMessage() + ")", e);
        }
    }

    private static Response perform(Cluster cluster, Request request) throws IOException {
        try {
            return cluster.http().performRequest(request);
        } catch (ResponseException e) {
            return e.getResponse();
        }
    }

    private static JsonNode json(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return MissingNode.getInstance();
        }
        byte[] bytes = entity.getContent().readAllBytes();
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether it did what it was asked to. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Whether this edition of Elasticsearch does not have what was asked for. */
    boolean isNotServed() {
        boolean unknown = body.path("error").asText("").startsWith("no handler found");
        return status == 405 || (status == 400 && unknown);
    }

    /** The cluster's own reason, in one line. */
    public String reason() {
        String reason = body.at("/error/reason").asText("");
        return reason.isEmpty() ? "status " + status : reason.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
