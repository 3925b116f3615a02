package tollgate.shipper.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tollgate.requestlog.SloThresholds;

/**
 * The usage windows of minutes and hours, and the books of lines. An hour counts a minute when that closes, so both count the same
 * requests once. One thread at a time.
 */
public final class Books {
    private final UsageWindows minutes;
    private final UsageWindows hours;
    private final Reconciliation lines;

    /** Starts from what was open when it was saved. {@link #close} is due before anything is added. */
    public Books(
            Duration grace,
            SloThresholds thresholds,
            OpenWindows minutes,
            OpenWindows hours,
            List<ReconciledMinute> lines,
            Instant now) {
        this.minutes = new UsageWindows(WindowLength.MINUTE, grace, thresholds, minutes, now);
        // Twice the grace, so that the hour's last minute has closed.
        this.hours = new UsageWindows(WindowLength.HOUR, grace.multipliedBy(2), thresholds, hours, now);
        this.lines = new Reconciliation(grace, lines, now);
    }

    /**
     * Adds lines.
     *
     * @param count how many they are
     * @throws IllegalStateException where not each of them is accounted for; then the books must not be saved
     */
    public void add(UsageDelta indexed, LineOutcomes others, long count, Instant now) {
        minutes.add(indexed, now);
        lines.add(indexed, others, count, now);
    }

    /**
     * Takes out what is due.
     *
     * @param firstSequence of the reports; those of usage come first
     */
    public ClosedWindows close(Instant now, long firstSequence) {
        List<UsageReport> usage = new ArrayList<>(minutes.close(now, firstSequence));
        hours.add(usage, now);
        usage.addAll(hours.close(now, firstSequence + usage.size()));
        return new ClosedWindows(usage, lines.close(now, firstSequence + usage.size()));
    }

    /** Takes out all, as {@link #close} does. */
    public ClosedWindows closeAll(Instant now, long firstSequence) {
        List<UsageReport> usage = new ArrayList<>(minutes.closeAll(firstSequence));
        hours.add(usage, now);
        usage.addAll(hours.closeAll(firstSequence + usage.size()));
        return new ClosedWindows(usage, lines.closeAll(firstSequence + usage.size()));
    }

    public OpenWindows minutes() {
        return minutes.open();
    }

    public OpenWindows hours() {
        return hours.open();
    }

    public List<ReconciledMinute> lines() {
        return lines.open();
    }
}
