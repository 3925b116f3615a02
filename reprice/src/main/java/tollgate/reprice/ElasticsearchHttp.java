package tollgate.reprice;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tollgate.elasticsearch.Cluster;

/** JSON in, JSON out. The typed client would read numbers as doubles. */
final class ElasticsearchHttp {
    static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    private final Cluster cluster;

    ElasticsearchHttp(Cluster cluster) {
        this.cluster = cluster;
    }

    /** An answer that is JSON, whatever its status. */
    record Answer(int status, JsonNode body) {}

    /** Asks, and takes nothing but success for an answer. */
    JsonNode ask(Request request) throws IOException {
        Answer answer = perform(request);
        if (answer.status() != 200) {
            throw new IOException("Elasticsearch at " + cluster.settings() + " answers " + answer.status() + " to "
                    + request.getMethod() + " " + request.getEndpoint() + ": "
                    + reason(answer.body().path("error")));
        }
        return answer.body();
    }

    Answer perform(Request request) throws IOException {
        Response response;
        try {
            response = cluster.http().performRequest(request);
        } catch (ResponseException e) { // an answer too
            response = e.getResponse();
        }
        try (InputStream content = response.getEntity().getContent()) {
            return new Answer(response.getStatusCode(), DocumentTree.JSON.readTree(content));
        }
    }

    static Request request(String method, String path, JsonNode body) throws IOException {
        Request request = new Request(method, path);
        request.setEntity(new ByteArrayEntity(DocumentTree.JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return request;
    }

    static String reason(JsonNode error) {
        return error.path("reason").asText(error.toString());
    }
}
