package tollgate.pricing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of some models cost for some time.
 *
 * @param provider canonical, or null for any
 * @param defaultProvider whether a request that names no provider is taken to be this one's
 * @param from the first moment at which it holds
 * @param until the first moment at which it holds no more
 * @param currency ISO 4217
 * @param tiers by rising threshold; the first one's is -1, so that it takes every request that no other takes
 * @param line where it stands in its file
 */
record PriceEntry(
        @Nullable String provider,
        boolean defaultProvider,
        ModelPattern model,
        Instant from,
        Instant until,
        String currency,
        List<Tier> tiers,
        int line) {

    static final long ALL = -1;

    PriceEntry {
        tiers = List.copyOf(tiers);
    }

    boolean holdsAt(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }

    boolean overlaps(PriceEntry other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    /** The whole request is priced at the tier that its input total falls in. */
    Tier tier(long inputTokens) {
        for (int i = tiers.size() - 1; i > 0; i--) {
            if (inputTokens > tiers.get(i).above()) {
                return tiers.get(i);
            }
        }
        return tiers.getFirst();
    }

    PriceEntry asDefaultProvider() {
        return new PriceEntry(provider, true, model, from, until, currency, tiers, line);
    }

    boolean isFree() {
        return tiers.stream().allMatch(tier -> tier.prices().isFree());
    }
}
