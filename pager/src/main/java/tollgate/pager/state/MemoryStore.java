package tollgate.pager.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outlives nothing: for tests, and for whoever only wants to look. */
public final class MemoryStore implements StateStore {
    private final Map<String, String> texts = new LinkedHashMap<>();

    @Override
    public Map<String, String> load() {
        return Map.copyOf(texts);
    }

    @Override
    public void commit(Map<String, @Nullable String> changes) {
        changes.forEach((name, text) -> {
            if (text == null) {
                texts.remove(name);
            } else {
                texts.put(name, text);
            }
        });
    }

    @Override
    public void close() {}
}
