package tollgate.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of LiteLLM's price file, one for each model of a provider. The file names some models twice, with and without
 * their provider; the first one's prices count, and a request that names no provider gets them if either name had none.
 */
final class LiteLlmEntries {
    private final Map<Key, PriceEntry> priced = new LinkedHashMap<>();
    private int skipped;

    void add(LiteLlmModel model) {
        PriceEntry entry = model.entry();
        if (entry == null) {
            skipped++;
        } else {
            priced.merge(new Key(entry.provider(), entry.model()), entry, LiteLlmEntries::first);
        }
    }

    List<PriceEntry> priced() {
        return List.copyOf(priced.values());
    }

    int skipped() {
        return skipped;
    }

    private static PriceEntry first(PriceEntry first, PriceEntry second) {
        return second.defaultProvider() ? first.asDefaultProvider() : first;
    }

    private record Key(@Nullable String provider, ModelPattern model) {}
}
