package tollgate.access.limit;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request may go on.
 *
 * @param reached the limit that it may not, or null
 * @param retryNanos until it would be let through, if nobody else asks meanwhile; 0 where it may go on
 * @param requests what is left of the tenant's requests, or null where they have no limit
 * @param tokens the same of its tokens
 */
public record RateDecision(
        @Nullable LimitReached reached,
        long retryNanos,
        @Nullable Allowance requests,
        @Nullable Allowance tokens) {}
