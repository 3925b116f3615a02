package tollgate.dashboards.proof;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;

/** Makes the data streams without a document in them. The server here makes one only for a first document, which is deleted again. */
final class EmptyStreams {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EmptyStreams() {}

    static void create(Cluster cluster, String namespace) throws IOException {
        for (DataStream stream : DataStream.values()) {
            JsonNode created = bulk(
                            cluster,
                            "{\"create\":{\"_index\":\"" + stream.in(namespace) + "\",\"_id\":\"first\"}}\n"
                                    + "{\"@timestamp\":\"1970-01-01T00:00:00Z\"}\n")
                    .at("/items/0/create");
            bulk(cluster, "{\"delete\":{\"_index\":\"" + created.path("_index").asText() + "\",\"_id\":\"first\"}}\n");
        }
    }

    private static JsonNode bulk(Cluster cluster, String body) throws IOException {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("refresh", "true");
        request.setJsonEntity(body);
        JsonNode answer =
                JSON.readTree(cluster.http().performRequest(request).getEntity().getContent());
        if (answer.path("errors").asBoolean()) {
            throw new IOException("Elasticsearch answers " + answer);
        }
        return answer;
    }
}
