package tollgate.reprice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;

/**
 * Which documents are walked over: requests (and no other records of them), or usage windows.
 *
 * @param of the kind of documents: {@link DataStream#REQUEST} or {@link DataStream#USAGE}
 * @param from as {@code @timestamp}, to the millisecond
 * @param to the first moment that is too late
 * @param model as in {@link Scope}
 */
record Selection(
        DataStream of,
        String namespace,
        Instant from,
        Instant to,
        @Nullable String model) {

    static Selection requests(Scope scope) {
        return new Selection(DataStream.REQUEST, scope.namespace(), scope.from(), scope.to(), scope.model());
    }

    /** The whole minutes that a scope touches: what a usage window counts together. */
    static Selection wholeMinutes(DataStream of, Scope scope) {
        Instant lastMinute = scope.to().minusMillis(1).truncatedTo(ChronoUnit.MINUTES);
        return new Selection(
                of,
                scope.namespace(),
                scope.from().truncatedTo(ChronoUnit.MINUTES),
                lastMinute.plus(1, ChronoUnit.MINUTES),
                scope.model());
    }

    String stream() {
        return of.in(namespace);
    }
}
