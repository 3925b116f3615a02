package tollgate.shipper;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;

/** A real cluster, as tests look into it. */
public final class RealElasticsearch {
    private static final int PAGE = 5_000;
    private static final Time KEPT = Time.of(time -> time.time("1m"));

    private RealElasticsearch() {}

    /** A connection, with the templates in place. */
    public static Cluster connect(URI uri) throws ClusterException {
        Cluster cluster = Cluster.connect(ClusterSettings.of(uri, Map.of()));
        IndexTemplates.install(cluster);
        return cluster;
    }

    /** Where a document lies, and what it says. */
    public record Document(String index, String id, JsonNode source) {}

    /**
     * All documents of a stream, in all its backing indices, by their time. Pages of a snapshot: of what is merged between two pages, a document
     * could otherwise come twice, or never.
     */
    public static List<Document> documents(Cluster cluster, String stream) throws IOException {
        ElasticsearchClient client = cluster.client();
        if (!client.indices().exists(request -> request.index(stream)).value()) {
            return List.of();
        }
        client.indices().refresh(request -> request.index(stream));
        String snapshot = client.openPointInTime(
                        request -> request.index(stream).keepAlive(KEPT))
                .id();
        try {
            List<Document> all = new ArrayList<>();
            List<Hit<JsonNode>> page = page(client, snapshot, List.of());
            while (!page.isEmpty()) {
                page.forEach(hit -> all.add(new Document(hit.index(), String.valueOf(hit.id()), hit.source())));
                page = page(client, snapshot, page.getLast().sort());
            }
            return all;
        } finally {
            client.closePointInTime(request -> request.id(snapshot));
        }
    }

    private static List<Hit<JsonNode>> page(ElasticsearchClient client, String snapshot, List<FieldValue> after)
            throws IOException {
        return client.search(
                        search -> {
                            search.pit(pit -> pit.id(snapshot).keepAlive(KEPT))
                                    .size(PAGE)
                                    .sort(sort -> sort.field(by -> by.field("@timestamp")));
                            return after.isEmpty() ? search : search.searchAfter(after);
                        },
                        JsonNode.class)
                .hits()
                .hits();
    }
}
