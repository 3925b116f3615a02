package tollgate.reprice;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk over a snapshot that Elasticsearch keeps until it is closed, or for some minutes after the last page. */
final class PointInTime implements Documents.Walk {
    /** Of two walks side by side one may wait long for the other; at its end each is closed anyway. */
    private static final String KEEP_ALIVE = "60m";

    private final ElasticsearchHttp http;
    private final SearchBody search;
    private String id;
    private @Nullable JsonNode after;

    private PointInTime(ElasticsearchHttp http, SearchBody search, String id) {
        this.http = http;
        this.search = search;
        this.id = id;
    }

    static PointInTime open(ElasticsearchHttp http, String stream, SearchBody search) throws IOException {
        Request open = new Request("POST", "/" + stream + "/_pit");
        open.addParameter("keep_alive", KEEP_ALIVE);
        return new PointInTime(http, search, http.ask(open).path("id").asText());
    }

    @Override
    public List<Stored> next() throws IOException {
        JsonNode answer = http.ask(ElasticsearchHttp.request("POST", "/_search", search.page(id, KEEP_ALIVE, after)));
        if (answer.path("timed_out").asBoolean() || answer.at("/_shards/failed").asInt() > 0) {
            throw new IOException("the search did not reach all shards");
        }
        id = answer.path("pit_id").asText(id);
        List<Stored> page = new ArrayList<>();
        for (JsonNode hit : answer.at("/hits/hits")) {
            page.add(stored(hit));
            after = hit.path("sort");
        }
        return page;
    }

    /** A document as searches and gets tell it. */
    static Stored stored(JsonNode hit) throws IOException {
        String index = hit.path("_index").asText();
        String id = hit.path("_id").asText();
        if (!(hit.path("_source") instanceof ObjectNode source)) {
            throw new IOException("document " + id + " in " + index + " has no source: it cannot be written back");
        }
        Stored.Version version = new Stored.Version(
                hit.path("_seq_no").asLong(), hit.path("_primary_term").asLong());
        return new Stored(index, id, version, source);
    }

    @Override
    public void close() throws IOException {
        ObjectNode body = DocumentTree.JSON.createObjectNode().put("id", id);
        http.perform(ElasticsearchHttp.request("DELETE", "/_pit", body)); // one that is gone already is closed, too
    }
}
