package tollgate.dashboards.proof;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import tollgate.elasticsearch.Cluster;

/** Documents that no class of the log-shipper writes here, by their fields. */
final class SampleDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleDocuments() {}

    /** Writes them, and returns when they can be searched. */
    static void create(Cluster cluster, String index, List<? extends JsonNode> documents) throws IOException {
        StringBuilder body = new StringBuilder();
        documents.forEach(each -> body.append("{\"create\":{}}\n").append(each).append('\n'));
        JsonNode answer = post(cluster, "/" + index + "/_bulk?refresh=true", body.toString());
        if (answer.path("errors").asBoolean()) {
            throw new IOException("Elasticsearch refuses a document of " + index + ": " + answer);
        }
    }

    static JsonNode post(Cluster cluster, String path, String body) throws IOException {
        return ask(cluster, "POST", path, body);
    }

    static JsonNode ask(Cluster cluster, String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        request.setJsonEntity(body);
        return JSON.readTree(cluster.http().performRequest(request).getEntity().getContent());
    }
}
