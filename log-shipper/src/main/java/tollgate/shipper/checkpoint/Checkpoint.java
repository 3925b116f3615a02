package tollgate.shipper.checkpoint;

import java.util.List;
import java.util.Map;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.usage.UsageReport;
import tollgate.shipper.usage.UsageWindow;

/**
 * All that a shipper must remember, as of one moment: the positions never run ahead of what Elasticsearch has acknowledged,
 * and the windows hold just the lines before the positions. Written whole or not at all, so that offsets and counts cannot
 * part.
 *
 * @param shipper a name made once and for ever
 * @param nextSequence of the next usage report
 * @param reports closed windows that Elasticsearch has not acknowledged yet
 * @param nextRevisions by minute, where it is not 0
 */
public record Checkpoint(
        String shipper,
        long nextSequence,
        List<FilePosition> positions,
        List<UsageWindow> windows,
        List<UsageReport> reports,
        Map<Long, Long> nextRevisions) {

    /** Nothing has been shipped yet. */
    public static Checkpoint first(String shipper) {
        return new Checkpoint(shipper, 0, List.of(), List.of(), List.of(), Map.of());
    }
}
