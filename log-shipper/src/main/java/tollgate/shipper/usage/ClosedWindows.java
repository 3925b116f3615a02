package tollgate.shipper.usage;

import java.util.List;

/** What has been taken out of the books at one moment. Sequence numbers go on from the first to the second list. */
public record ClosedWindows(List<UsageReport> usage, List<ReconciliationReport> lines) {
    public ClosedWindows {
        usage = List.copyOf(usage);
        lines = List.copyOf(lines);
    }

    public int size() {
        return usage.size() + lines.size();
    }
}
