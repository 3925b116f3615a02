package tollgate.shipper.usage;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tollgate.pricing.Cost;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.EnrichedRequest;

/** What one batch of lines adds to the windows. It counts only once the batch is in Elasticsearch. */
public final class UsageDelta {
    private static final int SECONDS_PER_MINUTE = 60;

    private final SloThresholds thresholds;
    private final Map<UsageKey, UsageAccumulator> sums = new HashMap<>();
    private final Map<Long, Long> slowStarts = new HashMap<>();

    public UsageDelta(SloThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Adds a request; a line that only says that a request has started is none, and is counted as a line. */
    public void add(EnrichedRequest request) {
        if (request.record().kind() == RecordKind.REQUEST) {
            sums.computeIfAbsent(key(request), key -> new UsageAccumulator(thresholds))
                    .add(request);
        } else {
            slowStarts.merge(minute(request.record().timestamp()), 1L, Long::sum);
        }
    }

    /** The minute of a moment, from 1970 UTC on. */
    static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    private static UsageKey key(EnrichedRequest request) {
        RequestRecord record = request.record();
        Outcome outcome = record.effectiveOutcome();
        return new UsageKey(
                minute(record.timestamp()),
                record.model().provider(),
                record.model().effective(),
                record.caller().tenant(),
                outcome == null ? null : outcome.code(),
                record.model().stream(),
                request.cost() instanceof Cost cost ? cost.currency() : null);
    }

    Map<UsageKey, UsageAccumulator> sums() {
        return sums;
    }

    /** Lines that are no requests, by minute. */
    Map<Long, Long> slowStarts() {
        return slowStarts;
    }

    public void clear() {
        sums.clear();
        slowStarts.clear();
    }
}
