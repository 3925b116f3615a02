package tollgate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to wait before a call is repeated. */
interface Backoff {
    /** The longest wait, in nanoseconds. */
    long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * Draws a wait.
     *
     * @param repetition 0 for the first
     * @return nanoseconds, at most {@link #MOST_NANOS}
     */
    long nanos(int repetition);

    /** {@code min(2^n + U(0,1), 10)} seconds before the n-th repetition, counted from 0. */
    static Backoff exponential(RandomGenerator random) {
        int doublings = Long.SIZE - Long.numberOfLeadingZeros(MOST_NANOS / 1_000_000_000L);
        return repetition -> {
            long jitter = random.nextLong(1_000_000_000L);
            return Math.min(TimeUnit.SECONDS.toNanos(1L << Math.min(repetition, doublings)) + jitter, MOST_NANOS);
        };
    }
}
