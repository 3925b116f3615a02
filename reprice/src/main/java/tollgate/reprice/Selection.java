package tollgate.reprice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;

/**
 * Which documents are walked over: requests (and no other records of them), or usage windows.
 *
 * @param of the kind of documents: {@link DataStream#REQUEST}, or one of the streams of usage windows
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

    /** The whole windows that a scope touches. */
    static Selection wholeWindows(DataStream of, WindowSpan span, Scope scope) {
        Instant last = span.start(scope.to().minusMillis(1));
        return new Selection(of, scope.namespace(), span.start(scope.from()), span.end(last), scope.model());
    }

    String stream() {
        return of.in(namespace);
    }
}
