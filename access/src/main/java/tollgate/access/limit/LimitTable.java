package tollgate.access.limit;

import java.util.Map;

/**
 * The limits of everybody.
 *
 * @param all of all tenants together
 * @param each of every tenant that has none of its own
 * @param own of single tenants
 */
public record LimitTable(RateLimits all, RateLimits each, Map<String, RateLimits> own) {
    /** Keeps a copy. */
    public LimitTable {
        own = Map.copyOf(own);
    }

    /** The limits of all tenants together, where nobody knows which tenant somebody is. */
    public LimitTable withoutTenants() {
        return new LimitTable(all, RateLimits.NONE, Map.of());
    }

    RateLimits of(String tenant) {
        return own.getOrDefault(tenant, each);
    }
}
