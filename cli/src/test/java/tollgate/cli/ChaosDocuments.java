package tollgate.cli;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;

/** The documents of a stream as they are when one begins to read, taken a page at a time, anew for each iterator. */
final class ChaosDocuments extends AbstractCollection<JsonNode> {
    private static final int PAGE = 5_000;
    private static final Time KEPT = Time.of(time -> time.time("2m"));

    private final Cluster cluster;
    private final String stream;
    private final @Nullable String field;

    /** @param field the only one that is read, and by which they are sorted; null for all of them in no order */
    ChaosDocuments(Cluster cluster, String stream, @Nullable String field) {
        this.cluster = cluster;
        this.stream = stream;
        this.field = field;
    }

    @Override
    public Iterator<JsonNode> iterator() {
        return new Pages();
    }

    /** {@inheritDoc} It reads all of them. */
    @Override
    public int size() {
        int size = 0;
        for (var _ : this) {
            size++;
        }
        return size;
    }

    private final class Pages implements Iterator<JsonNode> {
        private final String snapshot;
        private List<Hit<JsonNode>> page;
        private int next;

        private Pages() {
            try {
                snapshot = cluster.client()
                        .openPointInTime(request -> request.index(stream).keepAlive(KEPT))
                        .id();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            page = next(List.of());
        }

        @Override
        public boolean hasNext() {
            if (next == page.size() && page.size() == PAGE) {
                page = next(page.getLast().sort());
                next = 0;
            }
            return next < page.size();
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Objects.requireNonNull(page.get(next++).source());
        }

        private List<Hit<JsonNode>> next(List<FieldValue> after) {
            try {
                return cluster.client()
                        .search(
                                search -> {
                                    search.pit(pit -> pit.id(snapshot).keepAlive(KEPT))
                                            .size(PAGE);
                                    if (field == null) {
                                        search.sort(sort -> sort.field(by -> by.field("_shard_doc")));
                                    } else {
                                        search.source(source -> source.filter(filter -> filter.includes(field)))
                                                .sort(sort -> sort.field(by -> by.field(field)));
                                    }
                                    return after.isEmpty() ? search : search.searchAfter(after);
                                },
                                JsonNode.class)
                        .hits()
                        .hits();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
