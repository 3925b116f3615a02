package tollgate.shipper.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of lines, by the minute of the document that each became. They count what is acknowledged, by ways of their own: no
 * usage window is asked. Like a usage window, a minute closes when it is over by the grace and nothing came to it for as long.
 *
 * <p>Bounded: above {@link #MAX_OPEN} minutes those that were quiet for longest close early.
 */
public final class Reconciliation {
    /** Minutes and currencies: some hundred bytes each. */
    static final int MAX_OPEN = 512;

    private record Open(ReconciliationSums sums, Instant touched) {}

    private final Duration grace;
    private final Map<ReconciliationKey, Open> open = new LinkedHashMap<>();

    /** Starts from what was open when the checkpoint was written. */
    public Reconciliation(Duration grace, List<ReconciledMinute> from, Instant now) {
        this.grace = grace;
        from.forEach(minute -> open.put(minute.key(), new Open(minute.sums(), now)));
    }

    /**
     * Adds an acknowledged batch.
     *
     * @param lines how many it has
     * @throws IllegalStateException where not each of them is accounted for; then the books must not be saved
     */
    public void add(UsageDelta indexed, LineOutcomes others, long lines, Instant now) {
        Map<ReconciliationKey, ReconciliationSums> added = new LinkedHashMap<>();
        indexed.sums()
                .forEach((key, sums) -> added.merge(
                        new ReconciliationKey(key.minute(), key.currency()),
                        sums.reconciliation(),
                        ReconciliationSums::plus));
        indexed.slowStarts().forEach((minute, count) -> merge(added, minute, ReconciliationSums.ofLines(count, 0, 0)));
        others.refused().forEach((minute, count) -> merge(added, minute, ReconciliationSums.ofLines(0, count, 0)));
        others.repeated().forEach((minute, count) -> merge(added, minute, ReconciliationSums.ofLines(0, 0, count)));
        long accounted =
                added.values().stream().mapToLong(ReconciliationSums::read).sum();
        if (accounted != lines) {
            throw new IllegalStateException(lines + " lines were acknowledged and " + accounted + " are accounted for");
        }
        added.forEach((key, sums) -> {
            Open before = open.remove(key); // to the end: the quietest ones stand first
            open.put(key, new Open(before == null ? sums : before.sums.plus(sums), now));
        });
    }

    private static void merge(Map<ReconciliationKey, ReconciliationSums> added, long minute, ReconciliationSums sums) {
        added.merge(new ReconciliationKey(minute, null), sums, ReconciliationSums::plus);
    }

    /** Takes out the minutes that are due. */
    public List<ReconciliationReport> close(Instant now, long firstSequence) {
        Instant quietBefore = now.minus(grace);
        List<ReconciliationReport> reports = new ArrayList<>();
        int tooMany = open.size() - MAX_OPEN;
        for (Iterator<Map.Entry<ReconciliationKey, Open>> all = open.entrySet().iterator(); all.hasNext(); tooMany--) {
            Map.Entry<ReconciliationKey, Open> each = all.next();
            boolean over = WindowLength.MINUTE.end(each.getKey().minute()).isBefore(quietBefore);
            if (tooMany > 0 || (over && each.getValue().touched.isBefore(quietBefore))) {
                reports.add(report(firstSequence + reports.size(), each));
                all.remove();
            }
        }
        return reports;
    }

    /** Takes out all of them. */
    public List<ReconciliationReport> closeAll(long firstSequence) {
        List<ReconciliationReport> reports = new ArrayList<>();
        open.entrySet().forEach(each -> reports.add(report(firstSequence + reports.size(), each)));
        open.clear();
        return reports;
    }

    public List<ReconciledMinute> open() {
        return open.entrySet().stream().map(Reconciliation::minute).toList();
    }

    private static ReconciliationReport report(long sequence, Map.Entry<ReconciliationKey, Open> of) {
        return new ReconciliationReport(sequence, minute(of));
    }

    private static ReconciledMinute minute(Map.Entry<ReconciliationKey, Open> of) {
        return new ReconciledMinute(of.getKey(), of.getValue().sums);
    }
}
