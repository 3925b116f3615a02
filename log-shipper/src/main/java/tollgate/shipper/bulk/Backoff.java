package tollgate.shipper.bulk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: {@code min(first · 2^n, longest)}, of which a random half is taken off, so that many
 * shippers do not come back together.
 */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The pause after so many failures, which is at least one. */
    public Duration after(int failures) {
        int doublings = Math.min(failures - 1, Integer.SIZE - 2);
        long nanos = longest.toNanos();
        if (first.toNanos() <= nanos >> doublings) {
            nanos = first.toNanos() << doublings;
        }
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
