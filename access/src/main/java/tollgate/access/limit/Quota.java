package tollgate.access.limit;

import org.jspecify.annotations.Nullable;

/** The limits of one tenant, or of all together, and what is left of them. One thread at a time. */
final class Quota {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MINUTE_MICROS = 60_000_000;
    private static final long MICRO_NANOS = 1_000;

    private final RateLimits limits;
    private final @Nullable Bucket requests;
    private final @Nullable Bucket tokens;
    private long streams;

    /** @param streams those that are open already */
    Quota(RateLimits limits, long streams, long now) {
        this.limits = limits;
        this.streams = streams;
        this.requests =
                limits.requestsPerSecond() == 0 ? null : new Bucket(limits.requestsPerSecond(), SECOND_NANOS, 1, now);
        this.tokens = limits.tokensPerMinute() == 0
                ? null
                : new Bucket(limits.tokensPerMinute(), MINUTE_MICROS, MICRO_NANOS, now);
    }

    RateLimits limits() {
        return limits;
    }

    long streams() {
        return streams;
    }

    long nanosUntilRequest(long now) {
        return requests == null ? 0 : requests.nanosUntil(1, now);
    }

    long nanosUntilToken(long now) {
        return tokens == null ? 0 : tokens.nanosUntil(1, now);
    }

    void takeRequest(long now) {
        if (requests != null) {
            requests.take(1, now);
        }
    }

    void takeTokens(long count, long now) {
        if (tokens != null) {
            tokens.take(count, now);
        }
    }

    boolean hasStream() {
        return limits.concurrentStreams() == 0 || streams < limits.concurrentStreams();
    }

    void streamBegun() {
        streams++;
    }

    void streamEnded() {
        streams--;
    }

    @Nullable
    Allowance requestAllowance(long now) {
        return allowance(requests, now);
    }

    @Nullable
    Allowance tokenAllowance(long now) {
        return allowance(tokens, now);
    }

    private static @Nullable Allowance allowance(@Nullable Bucket bucket, long now) {
        return bucket == null
                ? null
                : new Allowance(bucket.permits(), bucket.available(now), bucket.nanosUntil(bucket.permits(), now));
    }
}
