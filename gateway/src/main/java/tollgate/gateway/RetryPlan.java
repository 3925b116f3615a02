package tollgate.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are made for one request: each of its ways in turn, a way's call repeated after a wait where that may help. It has
 * no clock; times are nanoseconds of the caller's.
 *
 * <p>A call is repeated only where the wait ends before the request's deadline. An upstream that asks for a longer wait than
 * {@link Backoff#MOST_NANOS} is left for the next way.
 */
final class RetryPlan {
    /**
     * A call to be made.
     *
     * @param delayNanos to wait first
     */
    record Step(Route route, long delayNanos) {}

    private final List<Route> ways;
    private final Backoff backoff;
    private final long deadlineNanos;
    private int way;
    private int calls;

    /** @param ways at least one */
    RetryPlan(List<Route> ways, Backoff backoff, long deadlineNanos) {
        this.ways = ways;
        this.backoff = backoff;
        this.deadlineNanos = deadlineNanos;
    }

    /** The way that the next call takes. */
    Route route() {
        return ways.get(way);
    }

    /** The call that was planned last has been made. */
    void called() {
        calls++;
    }

    /**
     * What follows a call that failed.
     *
     * @return null where nothing does
     */
    @Nullable
    Step after(CallFailure failure, long nowNanos) {
        if (failure.again() == CallFailure.Again.REPEAT
                && calls < route().attempts()
                && failure.retryAfterNanos() <= Backoff.MOST_NANOS) {
            long delay = Math.max(backoff.nanos(calls - 1), failure.retryAfterNanos());
            if (delay < deadlineNanos - nowNanos) {
                return new Step(route(), delay);
            }
        }
        return failure.again() == CallFailure.Again.NOTHING ? null : next();
    }

    /** Leaves the way; null where it was the last one. */
    @Nullable
    Step next() {
        if (way + 1 == ways.size()) {
            return null;
        }
        way++;
        calls = 0;
        return new Step(route(), 0);
    }
}
