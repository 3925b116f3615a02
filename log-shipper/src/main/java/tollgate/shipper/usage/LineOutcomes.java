package tollgate.shipper.usage;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What became of those lines of a batch that did not become documents of the request stream, by minute since 1970 UTC. */
public final class LineOutcomes {
    private final Map<Long, Long> refused = new HashMap<>();
    private final Map<Long, Long> repeated = new HashMap<>();

    /**
     * Counts refused lines.
     *
     * @param at the time of their documents in the invalid stream
     */
    public void refused(Instant at, long lines) {
        refused.merge(UsageDelta.minute(at), lines, Long::sum);
    }

    /** Counts a line that another line had made a document already. */
    public void repeated(Instant at) {
        repeated.merge(UsageDelta.minute(at), 1L, Long::sum);
    }

    Map<Long, Long> refused() {
        return refused;
    }

    Map<Long, Long> repeated() {
        return repeated;
    }
}
