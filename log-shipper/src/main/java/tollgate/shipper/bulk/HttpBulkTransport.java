package tollgate.shipper.bulk;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;
import tollgate.requestlog.Timestamps;

/**
 * Elasticsearch over HTTP. The bodies are bytes already, so they go through the low-level client, which streams them from
 * their buffer; the answer is asked to hold each item's status and error and nothing else, a tenth of its bytes.
 */
public final class HttpBulkTransport implements BulkTransport {
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final String ONLY_STATUS = "errors,items.*.status,items.*.error.type,items.*.error.reason";
    /** Below the 10,000 hits that a search may have, doubled ids included. */
    private static final int IDS_PER_SEARCH = 4_000;

    private static final String ORIGIN =
            "/" + DocumentField.ORIGIN.documentPath().replace('.', '/');
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final BulkAnswerReader answers = new BulkAnswerReader();

    public HttpBulkTransport(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public BulkAnswer send(BulkBody body) throws IOException {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", ONLY_STATUS);
        request.setEntity(new InputStreamEntity(body.content(), body.size(), NDJSON));
        Response response = perform(request);
        if (response.getStatusCode() != 200) {
            consume(response.getEntity());
            return new BulkAnswer(response.getStatusCode(), List.of());
        }
        try (InputStream content = response.getEntity().getContent()) {
            return new BulkAnswer(200, answers.read(content, body.items()));
        }
    }

    @Override
    public Map<String, Existing> existing(String stream, Collection<String> ids) throws IOException {
        Map<String, Existing> found = new HashMap<>();
        if (!refresh(stream)) {
            return found;
        }
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_PER_SEARCH) {
            search(stream, all.subList(from, Math.min(all.size(), from + IDS_PER_SEARCH)), found);
        }
        return found;
    }

    @Override
    public boolean isEmpty(String stream) throws IOException {
        if (!refresh(stream)) {
            return true;
        }
        Request request = new Request("GET", "/" + stream + "/_count");
        request.addParameter("terminate_after", "1");
        Response response = perform(request);
        if (response.getStatusCode() != 200) {
            consume(response.getEntity());
            throw new IOException("the count of " + stream + " was answered with " + response.getStatusCode());
        }
        return JSON.readTree(response.getEntity().getContent()).path("count").asLong() == 0;
    }

    @Override
    public Optional<Instant> rolledOverAt(String stream) throws IOException {
        Request request = new Request("GET", "/" + stream + "/_settings");
        request.addParameter("filter_path", "*.settings.index.creation_date");
        Response response = perform(request);
        if (response.getStatusCode() == 404) {
            consume(response.getEntity());
            return Optional.empty();
        }
        if (response.getStatusCode() != 200) {
            consume(response.getEntity());
            throw new IOException("the indices of " + stream + " were answered with " + response.getStatusCode());
        }
        List<Instant> created = new ArrayList<>();
        JSON.readTree(response.getEntity().getContent())
                .forEach(index -> created.add(Instant.ofEpochMilli(
                        index.at("/settings/index/creation_date").asLong())));
        return created.size() < 2 ? Optional.empty() : created.stream().max(Comparator.naturalOrder());
    }

    private void search(String stream, List<String> ids, Map<String, Existing> found) throws IOException {
        ObjectNode query = JSON.createObjectNode().put("size", 2 * IDS_PER_SEARCH);
        query.putArray("_source").add(DocumentField.ORIGIN.documentPath()).add(Field.TIMESTAMP.documentPath());
        query.putObject("query").putObject("ids").set("values", JSON.valueToTree(ids));
        Request request = new Request("POST", "/" + stream + "/_search");
        request.addParameter("filter_path", "hits.hits._id,hits.hits._source,_shards.failed,timed_out");
        request.setEntity(new StringEntity(query.toString(), ContentType.APPLICATION_JSON));
        Response response = perform(request);
        if (response.getStatusCode() != 200) {
            consume(response.getEntity());
            throw new IOException("the search for ids was answered with " + response.getStatusCode());
        }
        JsonNode answer = JSON.readTree(response.getEntity().getContent());
        if (answer.path("timed_out").asBoolean() || missedShards(answer)) {
            throw new IOException("the search for ids did not reach all shards");
        }
        answer.at("/hits/hits").forEach(hit -> found.put(hit.path("_id").asText(), existing(hit.path("_source"))));
    }

    private static Existing existing(JsonNode source) {
        String timestamp = source.path(Field.TIMESTAMP.documentPath()).asText("");
        Instant at = Timestamps.parse(timestamp);
        return new Existing(source.at(ORIGIN).asText(""), at == null ? Instant.EPOCH : at);
    }

    /** What was written a moment ago can be searched only after this. Returns whether there is such a stream. */
    private boolean refresh(String stream) throws IOException {
        Response refreshed = perform(new Request("POST", "/" + stream + "/_refresh"));
        if (refreshed.getStatusCode() == 404) {
            consume(refreshed.getEntity());
            return false;
        }
        if (refreshed.getStatusCode() != 200) {
            consume(refreshed.getEntity());
            throw new IOException("the refresh of " + stream + " was answered with " + refreshed.getStatusCode());
        }
        // What a shard has and does not show would be taken for absent.
        if (missedShards(JSON.readTree(refreshed.getEntity().getContent()))) {
            throw new IOException("the refresh of " + stream + " did not reach all shards");
        }
        return true;
    }

    /** An answer that does not say so, as of something between here and the cluster, proves no absence either. */
    private static boolean missedShards(JsonNode answer) {
        return answer.at("/_shards/failed").asInt(-1) != 0;
    }

    private Response perform(Request request) throws IOException {
        try {
            return cluster.http().performRequest(request);
        } catch (ResponseException e) { // an answer too
            return e.getResponse();
        }
    }

    private static void consume(HttpEntity entity) throws IOException {
        if (entity != null) {
            entity.close();
        }
    }
}
