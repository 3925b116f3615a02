package tollgate.shipper.usage;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;

/** What one batch of lines adds to the windows. It counts only once the batch is in Elasticsearch. */
public final class UsageDelta {
    private static final int SECONDS_PER_MINUTE = 60;

    private final Map<UsageKey, UsageAccumulator> sums = new HashMap<>();

    /** Adds a request; a line that only says that a request has started is none. */
    public void add(RequestRecord record) {
        if (record.kind() == RecordKind.REQUEST) {
            sums.computeIfAbsent(key(record), key -> new UsageAccumulator()).add(record);
        }
    }

    private static UsageKey key(RequestRecord record) {
        Outcome outcome = record.effectiveOutcome();
        return new UsageKey(
                Math.floorDiv(record.timestamp().getEpochSecond(), SECONDS_PER_MINUTE),
                record.model().provider(),
                record.model().effective(),
                record.caller().tenant(),
                outcome == null ? null : outcome.code(),
                record.model().stream());
    }

    Collection<UsageWindow> windows() {
        return sums.entrySet().stream()
                .map(entry -> new UsageWindow(entry.getKey(), entry.getValue().sums()))
                .toList();
    }

    public void clear() {
        sums.clear();
    }
}
