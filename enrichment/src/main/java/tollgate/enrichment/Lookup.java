package tollgate.enrichment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who owns which key. Immutable. */
record Lookup(Map<String, Owner> byKeyId) {
    Lookup {
        byKeyId = Map.copyOf(byKeyId);
    }

    Owner owner(String keyId) {
        return byKeyId.getOrDefault(keyId, Owner.UNKNOWN);
    }

    /** The owner of a key; null is what the table does not say. */
    record Owner(
            @Nullable String tenant,
            @Nullable String team,
            @Nullable String costCenter) {
        static final Owner UNKNOWN = new Owner(null, null, null);
    }
}
