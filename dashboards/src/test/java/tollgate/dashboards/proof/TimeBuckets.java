package tollgate.dashboards.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The buckets of ES|QL's {@code BUCKET(@timestamp, most, from, to)}: the shortest of its round spans of which no more than so many,
 * from the first that holds the start, reach the end. For ranges up to some weeks.
 */
record TimeBuckets(Duration length) {
    private static final List<Duration> ROUND_SPANS = List.of(
            Duration.ofDays(1),
            Duration.ofHours(12),
            Duration.ofHours(3),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));

    static TimeBuckets of(int most, Instant from, Instant to) {
        Duration best = null;
        for (Duration span : ROUND_SPANS) {
            Instant end = new TimeBuckets(span).start(from).plus(span.multipliedBy(most));
            if (end.isBefore(to)) {
                break;
            }
            best = span;
        }
        if (best == null) {
            throw new IllegalArgumentException(from + " to " + to + " takes buckets of weeks; teach TimeBuckets");
        }
        return new TimeBuckets(best);
    }

    /** The start of the bucket that holds the moment. */
    Instant start(Instant at) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
