package tollgate.pager.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shared within this process. */
public final class MemoryDocuments implements SharedDocuments {
    private final Map<String, Versioned> documents = new LinkedHashMap<>();
    private long writes;

    @Override
    public synchronized @Nullable Versioned get(String id) {
        return documents.get(id);
    }

    @Override
    public synchronized List<Versioned> ofKind(String kind) {
        return documents.values().stream()
                .filter(document -> document.body().path("kind").asText().equals(kind))
                .toList();
    }

    @Override
    public synchronized boolean put(String id, ObjectNode body, @Nullable Versioned read) {
        Versioned current = documents.get(id);
        boolean same = read == null
                ? current == null
                : current != null && current.version().equals(read.version());
        if (same) {
            put(id, body);
        }
        return same;
    }

    @Override
    public synchronized void put(String id, ObjectNode body) {
        writes++;
        documents.put(id, new Versioned(id, body.deepCopy(), Long.toString(writes)));
    }

    @Override
    public synchronized boolean remove(String id) {
        return documents.remove(id) != null;
    }
}
