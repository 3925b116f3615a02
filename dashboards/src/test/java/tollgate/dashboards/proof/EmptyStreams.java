package tollgate.dashboards.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;

/** Makes the data streams without a document in them. The server here makes one only for a first document, which is deleted again. */
public final class EmptyStreams {
    private EmptyStreams() {}

    public static void create(Cluster cluster, String namespace) throws IOException {
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
        JsonNode answer = SampleDocuments.post(cluster, "/_bulk?refresh=true", body);
        if (answer.path("errors").asBoolean()) {
            throw new IOException("Elasticsearch answers " + answer);
        }
        return answer;
    }
}
