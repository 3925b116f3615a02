package tollgate.shipper.checkpoint;

import java.util.List;
import java.util.Objects;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.usage.OpenWindows;
import tollgate.shipper.usage.ReconciledMinute;
import tollgate.shipper.usage.Report;

/**
 * All that a shipper must remember, as of one moment: the positions never run ahead of what Elasticsearch has acknowledged,
 * and the windows hold just the lines before the positions. Written whole or not at all, so that offsets and counts cannot
 * part.
 *
 * @param shipper a name made once and for ever
 * @param nextSequence of the next usage report
 * @param hours what the closed windows of minutes add up to
 * @param lines the books of lines, of the minutes that are open
 * @param reports of closed windows and minutes, that Elasticsearch has not acknowledged yet, oldest first
 */
public record Checkpoint(
        String shipper,
        long nextSequence,
        List<FilePosition> positions,
        OpenWindows minutes,
        OpenWindows hours,
        List<ReconciledMinute> lines,
        List<Report> reports) {
    public Checkpoint {
        Objects.requireNonNull(shipper, "shipper is missing");
        positions = List.copyOf(Objects.requireNonNull(positions, "positions are missing"));
        Objects.requireNonNull(minutes, "minutes are missing");
        Objects.requireNonNull(hours, "hours are missing");
        lines = List.copyOf(Objects.requireNonNull(lines, "lines are missing"));
        reports = List.copyOf(Objects.requireNonNull(reports, "reports are missing"));
    }

    /** Nothing has been shipped yet. */
    public static Checkpoint first(String shipper) {
        return new Checkpoint(shipper, 0, List.of(), OpenWindows.NONE, OpenWindows.NONE, List.of(), List.of());
    }
}
