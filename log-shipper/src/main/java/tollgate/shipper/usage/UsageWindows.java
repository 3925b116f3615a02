package tollgate.shipper.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.SloThresholds;

/**
 * The windows of one length that are still open. A window closes when its time is over by the grace and nothing came to it for
 * as long; what comes later opens it again with the next revision, so that the sum over all reports of it is always right.
 *
 * <p>Bounded: above {@link #MAX_OPEN} the windows that were quiet for longest close early, and are corrected by a further
 * revision like any other. Windows that another run counted against other thresholds close at once: within one document all
 * counts are of the same requests.
 */
public final class UsageWindows {
    /**
     * Open windows at most: two megabytes, mostly of sketches, and as much in each checkpoint. A gateway has some hundred a
     * minute; a backfill passes through many minutes at once, and closes early those that it has left behind.
     */
    static final int MAX_OPEN = 512;
    /** Minutes at most whose next revision is remembered: a week. */
    static final int MAX_REMEMBERED = 10_080;

    /** A window, and what a checkpoint says of it as long as nothing more comes. */
    private static final class Open {
        private final UsageAccumulator sums;
        private final Instant touched;
        private final boolean outdated;
        private @Nullable UsageSums snapshot;

        Open(UsageAccumulator sums, Instant touched, boolean outdated) {
            this.sums = sums;
            this.touched = touched;
            this.outdated = outdated;
        }

        UsageSums snapshot() {
            if (snapshot == null) {
                snapshot = sums.sums();
            }
            return snapshot;
        }
    }

    private final WindowLength length;
    private final Duration grace;
    private final SloThresholds thresholds;
    private final Map<UsageKey, Open> open = new LinkedHashMap<>();
    private final Map<Long, Long> nextRevision = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * Starts from the windows that were open and the revisions that were due when the checkpoint was written. {@link #close} is
     * due before anything is added.
     */
    public UsageWindows(WindowLength length, Duration grace, SloThresholds thresholds, OpenWindows from, Instant now) {
        this.length = length;
        this.grace = grace;
        this.thresholds = thresholds;
        from.windows().forEach(window -> {
            UsageAccumulator sums = UsageAccumulator.of(window.sums());
            open.put(window.key(), new Open(sums, now, isOutdated(sums)));
        });
        nextRevision.putAll(from.nextRevisions());
    }

    public void add(UsageDelta delta, Instant now) {
        delta.sums().forEach((key, added) -> add(key, added, now));
    }

    /** Takes over what closed windows of a shorter length say. */
    public void add(List<UsageReport> closed, Instant now) {
        for (UsageReport report : closed) {
            add(report.window().key(), UsageAccumulator.of(report.window().sums()), now);
        }
    }

    private void add(UsageKey of, UsageAccumulator added, Instant now) {
        UsageKey key = of.at(length.start(of.minute()));
        Open before = open.remove(key);
        UsageAccumulator sums = before == null ? new UsageAccumulator(added.thresholds()) : before.sums;
        sums.add(added);
        open.put(key, new Open(sums, now, isOutdated(sums))); // at the end: the quietest ones stand first
    }

    /** Takes out the windows that are due. */
    public List<UsageReport> close(Instant now, long firstSequence) {
        return take(
                firstSequence,
                (key, window) -> window.outdated
                        || (isOver(key, now) && window.touched.plus(grace).isBefore(now)));
    }

    /** Takes out all windows. */
    public List<UsageReport> closeAll(long firstSequence) {
        return take(firstSequence, (key, window) -> true);
    }

    public OpenWindows open() {
        return new OpenWindows(
                open.entrySet().stream()
                        .map(entry ->
                                new UsageWindow(entry.getKey(), entry.getValue().snapshot()))
                        .toList(),
                nextRevision);
    }

    private boolean isOutdated(UsageAccumulator sums) {
        return !sums.thresholds().equals(thresholds);
    }

    private boolean isOver(UsageKey key, Instant now) {
        return length.end(key.minute()).plus(grace).isBefore(now);
    }

    private interface Due {
        boolean test(UsageKey key, Open window);
    }

    private List<UsageReport> take(long firstSequence, Due due) {
        List<UsageReport> reports = new ArrayList<>();
        Map<Long, Long> revisions = new LinkedHashMap<>();
        int tooMany = open.size() - MAX_OPEN;
        for (Iterator<Map.Entry<UsageKey, Open>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<UsageKey, Open> each = all.next();
            if (tooMany > 0 || due.test(each.getKey(), each.getValue())) {
                tooMany--;
                long minute = each.getKey().minute();
                long revision = revisions.computeIfAbsent(minute, m -> nextRevision.getOrDefault(m, 0L));
                reports.add(new UsageReport(
                        firstSequence + reports.size(),
                        length,
                        revision,
                        new UsageWindow(each.getKey(), each.getValue().snapshot())));
                all.remove();
            }
        }
        revisions.forEach((minute, revision) -> nextRevision.put(minute, revision + 1));
        return reports;
    }
}
