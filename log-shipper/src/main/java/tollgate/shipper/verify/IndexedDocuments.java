package tollgate.shipper.verify;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tollgate.elasticsearch.Cluster;

/** Finds documents by their ids, in all backing indices of a stream, so that a doubled one is found twice. */
final class IndexedDocuments {
    /** Hits that one search may have; Elasticsearch's own limit is the same. */
    private static final int MAX_HITS = 10_000;

    private final Cluster cluster;

    IndexedDocuments(Cluster cluster) {
        this.cluster = cluster;
    }

    void refresh(String stream) throws IOException {
        cluster.client().indices().refresh(request -> request.index(stream).ignoreUnavailable(true));
    }

    /** The sources by id; at most half as many ids as a search may have hits. */
    Map<String, List<JsonNode>> find(String stream, Collection<String> ids, boolean withSource) throws IOException {
        Map<String, List<JsonNode>> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        SearchResponse<JsonNode> answer = cluster.client()
                .search(
                        search -> search.index(stream)
                                .ignoreUnavailable(true)
                                .allowPartialSearchResults(false)
                                .size(MAX_HITS)
                                .source(source -> source.fetch(withSource))
                                .query(query -> query.ids(wanted -> wanted.values(List.copyOf(ids)))),
                        JsonNode.class);
        for (Hit<JsonNode> hit : answer.hits().hits()) {
            found.computeIfAbsent(String.valueOf(hit.id()), id -> new ArrayList<>())
                    .add(hit.source() == null ? com.fasterxml.jackson.databind.node.NullNode.instance : hit.source());
        }
        return found;
    }
}
