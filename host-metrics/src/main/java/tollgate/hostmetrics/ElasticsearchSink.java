package tollgate.hostmetrics;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;

/** The data stream of samples, over the connection that the shipper has anyway. */
final class ElasticsearchSink implements SampleSink {
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;

    private final Cluster cluster;
    private final String path;

    ElasticsearchSink(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.path = "/" + DataStream.HOST.in(namespace) + "/_bulk";
    }

    @Override
    public int send(byte[] bulk, int documents) throws IOException {
        Request request = new Request("POST", path);
        request.addParameter("filter_path", "items.*.status");
        request.setEntity(new ByteArrayEntity(bulk, NDJSON));
        Response response = cluster.http().performRequest(request);
        int created = 0;
        for (JsonNode item : JSON.readTree(response.getEntity().getContent()).path("items")) {
            created += item.at("/create/status").asInt() == CREATED ? 1 : 0;
        }
        return created;
    }
}
