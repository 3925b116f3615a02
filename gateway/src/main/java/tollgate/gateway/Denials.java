package tollgate.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import tollgate.access.Denial;
import tollgate.access.limit.LimitReached;
import tollgate.access.limit.Spent;
import tollgate.requestlog.Outcome;

/** What it means for a request that it may not go on. */
final class Denials {
    /** The error types that the audit log tells of. */
    static final Set<String> AUDITED = Set.of(
            Denial.MISSING.code(),
            Denial.INVALID.code(),
            Denial.EXPIRED.code(),
            Denial.REVOKED.code(),
            Denial.SCOPE.code(),
            "model_not_allowed");

    static final Failure MODEL =
            Failure.of(Outcome.POLICY, 403, "model_not_allowed", "The access token does not allow this model.");

    private static final long SECOND_NANOS = 1_000_000_000;

    static Failure of(Denial reason) {
        return Failure.of(Outcome.POLICY, status(reason), reason.code(), reason.message());
    }

    static int status(Denial reason) {
        return reason.isForbidden() ? 403 : 401;
    }

    /** @param retryNanos until it would be let through; told in whole seconds, and not too early */
    static Failure of(LimitReached reached, long retryNanos) {
        long seconds = Math.max(1, retryNanos / SECOND_NANOS + (retryNanos % SECOND_NANOS == 0 ? 0 : 1));
        return limited(reached.code(), reached.message(), seconds);
    }

    static Failure of(Spent spent, Instant now) {
        long seconds = Math.max(
                1,
                Duration.between(now, spent.until()).plusNanos(SECOND_NANOS - 1).toSeconds());
        return limited("budget_exhausted", "The " + spent.period() + " budget is used up.", seconds);
    }

    private static Failure limited(String type, String message, long retrySeconds) {
        return new Failure(Outcome.RATE_LIMITED, 429, type, message, null, null, Long.toString(retrySeconds));
    }

    private Denials() {}
}
