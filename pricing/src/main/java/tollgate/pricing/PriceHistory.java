package tollgate.pricing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All prices of one pattern of one provider. Their times do not overlap. */
record PriceHistory(List<PriceEntry> entries) implements Lookup {
    PriceHistory {
        entries = List.copyOf(entries);
    }

    /** The price that held then, or null. */
    @Nullable
    PriceEntry at(Instant time) {
        for (PriceEntry entry : entries) {
            if (entry.holdsAt(time)) {
                return entry;
            }
        }
        return null;
    }

    @Nullable
    String provider() {
        return entries.getFirst().provider();
    }

    ModelPattern model() {
        return entries.getFirst().model();
    }

    boolean defaultProvider() {
        return entries.stream().anyMatch(PriceEntry::defaultProvider);
    }
}
