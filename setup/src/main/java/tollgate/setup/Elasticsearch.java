package tollgate.setup;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;

/** Administrative requests to the cluster. */
final class Elasticsearch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;

    Elasticsearch(Cluster cluster) {
        this.cluster = cluster;
    }

    Cluster cluster() {
        return cluster;
    }

    Answer ask(String method, String path, @Nullable JsonNode body) throws SetupException {
        return ask(method, path, body == null ? null : new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
    }

    /** Sends one document in a bulk of its own. */
    Answer bulkCreate(String stream, String document) throws SetupException {
        return ask(
                "POST",
                "/" + stream + "/_bulk",
                new StringEntity("{\"create\":{}}\n" + document + "\n", ContentType.APPLICATION_JSON));
    }

    private Answer ask(String method, String path, @Nullable HttpEntity entity) throws SetupException {
        Request request = new Request(method, path);
        request.setEntity(entity);
        try {
            return answer(cluster.http().performRequest(request));
        } catch (ResponseException e) {
            return answer(e.getResponse());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Answer answer(Response response) throws SetupException {
        HttpEntity entity = response.getEntity();
        try {
            byte[] bytes = entity == null ? new byte[0] : entity.getContent().readAllBytes();
            return new Answer(response.getStatusCode(), json(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private SetupException unreachable(IOException e) {
        return new SetupException(
                "Elasticsearch at " + cluster.settings() + " stopped answering (" + e.getMessage()
                        + "): run this again, it goes on from there",
                e);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * The body of a good answer.
     *
     * @param failed what could not be done, for people
     * @param privilege what the user needs for it
     */
    JsonNode require(Answer answer, String failed, String privilege) throws RefusedException {
        if (answer.ok()) {
            return answer.body();
        }
        throw new RefusedException(failed + " (" + answer.reason() + ")"
                + (answer.status() == Answer.FORBIDDEN ? ": the user needs the privilege " + privilege : ""));
    }
}
