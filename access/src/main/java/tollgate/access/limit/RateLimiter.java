package tollgate.access.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds tenants to their limits, each alone and all together. Safe for use by many threads.
 *
 * <p>In any time t, a tenant gets at most {@code limit + limit * t} requests, and as many wherever it asks for no more; the same of
 * tokens, by more than that only as far as requests run at the same time, since a request's tokens are known when it ends. What
 * exceeds a limit is refused and takes nothing. Memory: one small object for each tenant that was seen and is not
 * {@linkplain #retain dropped}.
 */
public final class RateLimiter {
    private final LongSupplier nanoTime;
    private final Map<String, Quota> tenants = new HashMap<>();
    private LimitTable limits;
    private Quota all;

    /** @param nanoTime as {@link System#nanoTime} */
    public RateLimiter(LimitTable limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.all = new Quota(limits.all(), 0, nanoTime.getAsLong());
    }

    /** Puts other limits in force. Where a limit is another one, all of it can be had at first. */
    public synchronized void configure(LimitTable newLimits) {
        long now = nanoTime.getAsLong();
        limits = newLimits;
        all = renewed(all, limits.all(), now);
        tenants.replaceAll((tenant, quota) -> renewed(quota, limits.of(tenant), now));
    }

    private static Quota renewed(Quota quota, RateLimits limits, long now) {
        return quota.limits().equals(limits) ? quota : new Quota(limits, quota.streams(), now);
    }

    /** Forgets the tenants that are none any more. */
    public synchronized void retain(Set<String> known) {
        tenants.entrySet()
                .removeIf(each ->
                        !known.contains(each.getKey()) && each.getValue().streams() == 0);
    }

    /** Asks whether a request may go on; one that may is counted. */
    public synchronized RateDecision request(String tenant) {
        long now = nanoTime.getAsLong();
        Quota its = quota(tenant, now);
        long requests = Math.max(all.nanosUntilRequest(now), its.nanosUntilRequest(now));
        long tokens = Math.max(all.nanosUntilToken(now), its.nanosUntilToken(now));
        if (requests == 0 && tokens == 0) {
            all.takeRequest(now);
            its.takeRequest(now);
        }
        LimitReached reached = requests > 0 ? LimitReached.REQUESTS : tokens > 0 ? LimitReached.TOKENS : null;
        return new RateDecision(
                reached, Math.max(requests, tokens), its.requestAllowance(now), its.tokenAllowance(now));
    }

    /** Counts tokens of a request that has ended. */
    public synchronized void tokens(String tenant, long count) {
        long now = nanoTime.getAsLong();
        all.takeTokens(count, now);
        quota(tenant, now).takeTokens(count, now);
    }

    /** Asks whether a stream may begin. Whoever is told that it may calls {@link #streamEnded} once. */
    public synchronized @Nullable LimitReached stream(String tenant) {
        Quota its = quota(tenant, nanoTime.getAsLong());
        if (!all.hasStream() || !its.hasStream()) {
            return LimitReached.STREAMS;
        }
        all.streamBegun();
        its.streamBegun();
        return null;
    }

    /** A stream has come to its end. */
    public synchronized void streamEnded(String tenant) {
        all.streamEnded();
        quota(tenant, nanoTime.getAsLong()).streamEnded();
    }

    synchronized int tenants() {
        return tenants.size();
    }

    private Quota quota(String tenant, long now) {
        Quota its = tenants.get(tenant);
        if (its == null) {
            its = new Quota(limits.of(tenant), 0, now);
            tenants.put(tenant, its);
        }
        return its;
    }
}
