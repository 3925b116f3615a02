package tollgate.pager;

import java.time.Duration;

/** How long to wait between tries: twice as long each time, up to a minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    /** @param failures so far, at least one */
    static Duration after(int failures, Duration asked) {
        Duration own = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
        Duration limited = own.compareTo(LONGEST) > 0 ? LONGEST : own;
        return asked.compareTo(limited) > 0 ? asked : limited;
    }

    private Backoff() {}
}
