package tollgate.reprice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are priced anew.
 *
 * @param namespace of the data streams
 * @param from the first moment at which a request may have started, to the millisecond
 * @param to the first moment that is too late, to the millisecond
 * @param model the model that answered, or that was asked for where none answered; null for all
 */
public record Scope(
        String namespace,
        Instant from,
        Instant to,
        @Nullable String model) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException where it is empty, or finer than Elasticsearch's dates
     */
    public Scope {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("--from " + from + " is not before --to " + to
                    + ": --to is the first moment that is no longer part of the range");
        }
        check("--from", from);
        check("--to", to);
    }

    private static void check(String option, Instant moment) {
        if (!moment.equals(moment.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException(
                    option + " " + moment + " is finer than a millisecond, which dates are kept to: round it");
        }
    }
}
