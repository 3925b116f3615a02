package tollgate.dashboards.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecord;
import tollgate.sampletraffic.SampleRequest;

/** Values of a single request, as its document has them. */
final class Single {
    private Single() {}

    /** Dates have milliseconds in Elasticsearch. */
    static Instant time(SampleRequest request) {
        return request.record().timestamp().truncatedTo(ChronoUnit.MILLIS);
    }

    static @Nullable Long known(long number) {
        return number == RequestRecord.UNKNOWN ? null : number;
    }

    static @Nullable Double ttftMillis(SampleRequest request) {
        return request.record().timing().ttftNanos() == RequestRecord.UNKNOWN ? null : Measures.ttftMillis(request);
    }
}
