package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;

/** Times of a line that follow from others. */
final class Moments {
    private static final Duration LONGEST = Duration.ofMillis(LineReader.MAX_MILLIS);

    /**
     * The start of what ended and had lasted.
     *
     * @param blamed the field that says the end
     */
    static Instant before(Instant end, long nanos, ForeignField blamed) throws RefusedLineException {
        Instant start = end.minusNanos(nanos);
        if (start.isBefore(LineReader.MIN_TIMESTAMP)) {
            throw RefusedLineException.of(
                    Reason.OUT_OF_RANGE, blamed.feeds(), blamed.path() + " puts the start before 1970");
        }
        return start;
    }

    /**
     * Nanoseconds from one time to the other, or {@link tollgate.requestlog.RequestRecord#UNKNOWN} where one is not known or
     * the clock was set back in between, since then nobody knows.
     *
     * @param blamed the field that says the end
     */
    static long nanos(Instant start, @Nullable Instant end, ForeignField blamed) throws RefusedLineException {
        if (end == null || end.isBefore(start)) {
            return UNKNOWN;
        }
        Duration duration = Duration.between(start, end);
        if (duration.compareTo(LONGEST) > 0) {
            throw RefusedLineException.of(
                    Reason.OUT_OF_RANGE,
                    blamed.feeds(),
                    blamed.path() + " is more than " + LineReader.MAX_MILLIS + " ms after the start");
        }
        return duration.toNanos();
    }

    private Moments() {}
}
