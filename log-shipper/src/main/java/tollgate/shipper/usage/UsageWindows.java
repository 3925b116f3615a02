package tollgate.shipper.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows that are still open. A window closes when its minute is over by the grace and nothing came to it for as long;
 * what comes later opens it again with the next revision, so that the sum over all reports of a minute is always right.
 *
 * <p>Bounded: above {@link #MAX_OPEN} the windows that were quiet for longest close early, and are corrected by a further
 * revision like any other.
 */
public final class UsageWindows {
    /**
     * Open windows at most: two megabytes, mostly of sketches, and as much in each checkpoint. A gateway has some hundred a
     * minute; a backfill passes through many minutes at once, and closes early those that it has left behind.
     */
    static final int MAX_OPEN = 512;
    /** Minutes at most whose next revision is remembered: a week. */
    static final int MAX_REMEMBERED = 10_080;

    private static final int SECONDS_PER_MINUTE = 60;

    /** A window, and what a checkpoint says of it as long as nothing more comes. */
    private static final class Open {
        private final UsageAccumulator sums;
        private final Instant touched;
        private @Nullable UsageSums snapshot;

        Open(UsageAccumulator sums, Instant touched) {
            this.sums = sums;
            this.touched = touched;
        }

        UsageSums snapshot() {
            if (snapshot == null) {
                snapshot = sums.sums();
            }
            return snapshot;
        }
    }

    private final Duration grace;
    private final Map<UsageKey, Open> open = new LinkedHashMap<>();
    private final Map<Long, Long> nextRevision = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** Starts from the windows that were open and the revisions that were due when the checkpoint was written. */
    public UsageWindows(Duration grace, Collection<UsageWindow> windows, Map<Long, Long> revisions, Instant now) {
        this.grace = grace;
        windows.forEach(window -> open.put(window.key(), new Open(UsageAccumulator.of(window.sums()), now)));
        nextRevision.putAll(revisions);
    }

    public void add(UsageDelta delta, Instant now) {
        delta.sums().forEach((key, added) -> {
            Open before = open.remove(key);
            UsageAccumulator sums = before == null ? new UsageAccumulator() : before.sums;
            sums.add(added);
            open.put(key, new Open(sums, now)); // at the end: the quietest ones stand first
        });
    }

    /** Takes out the windows that are due. */
    public List<UsageReport> close(Instant now, long firstSequence) {
        return take(
                firstSequence,
                (key, touched) -> isOver(key, now) && touched.plus(grace).isBefore(now));
    }

    /** Takes out all windows. */
    public List<UsageReport> closeAll(long firstSequence) {
        return take(firstSequence, (key, touched) -> true);
    }

    public List<UsageWindow> open() {
        return open.entrySet().stream()
                .map(entry -> new UsageWindow(entry.getKey(), entry.getValue().snapshot()))
                .toList();
    }

    public Map<Long, Long> nextRevisions() {
        return Map.copyOf(nextRevision);
    }

    private boolean isOver(UsageKey key, Instant now) {
        return Instant.ofEpochSecond((key.minute() + 1) * SECONDS_PER_MINUTE)
                .plus(grace)
                .isBefore(now);
    }

    private interface Due {
        boolean test(UsageKey key, Instant touched);
    }

    private List<UsageReport> take(long firstSequence, Due due) {
        List<UsageReport> reports = new ArrayList<>();
        Map<Long, Long> revisions = new LinkedHashMap<>();
        int tooMany = open.size() - MAX_OPEN;
        for (Iterator<Map.Entry<UsageKey, Open>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<UsageKey, Open> each = all.next();
            if (tooMany > 0 || due.test(each.getKey(), each.getValue().touched)) {
                tooMany--;
                long minute = each.getKey().minute();
                long revision = revisions.computeIfAbsent(minute, m -> nextRevision.getOrDefault(m, 0L));
                reports.add(new UsageReport(
                        firstSequence + reports.size(),
                        revision,
                        new UsageWindow(each.getKey(), each.getValue().snapshot())));
                all.remove();
            }
        }
        revisions.forEach((minute, revision) -> nextRevision.put(minute, revision + 1));
        return reports;
    }
}
