package tollgate.shipper;

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

    private RealElasticsearch() {}

    /** A connection, with the templates in place. */
    public static Cluster connect(URI uri) throws ClusterException {
        Cluster cluster = Cluster.connect(ClusterSettings.of(uri, Map.of()));
        IndexTemplates.install(cluster);
        return cluster;
    }

    /** Where a document lies, and what it says. */
    public record Document(String index, String id, JsonNode source) {}

    /** All documents of a stream, in all its backing indices. */
    public static List<Document> documents(Cluster cluster, String stream) throws IOException {
        cluster.client().indices().refresh(request -> request.index(stream).ignoreUnavailable(true));
        List<Document> all = new ArrayList<>();
        List<co.elastic.clients.elasticsearch._types.FieldValue> after = List.of();
        while (true) {
            List<co.elastic.clients.elasticsearch._types.FieldValue> from = after;
            var hits = cluster.client()
                    .search(
                            search -> {
                                search.index(stream)
                                        .ignoreUnavailable(true)
                                        .size(PAGE)
                                        .sort(sort -> sort.field(field -> field.field("@timestamp")))
                                        .sort(sort -> sort.field(field -> field.field("_doc")));
                                return from.isEmpty() ? search : search.searchAfter(from);
                            },
                            JsonNode.class)
                    .hits()
                    .hits();
            for (var hit : hits) {
                all.add(new Document(hit.index(), String.valueOf(hit.id()), hit.source()));
            }
            if (hits.size() < PAGE) {
                return all;
            }
            after = hits.getLast().sort();
        }
    }
}
