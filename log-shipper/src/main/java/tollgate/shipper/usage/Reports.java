package tollgate.shipper.usage;

import java.util.List;

/** What is on its way to Elasticsearch, oldest first. */
public record Reports(List<UsageReport> usage, List<ReconciliationReport> reconciliation) {
    public static final Reports NONE = new Reports(List.of(), List.of());

    public Reports {
        usage = List.copyOf(usage);
        reconciliation = List.copyOf(reconciliation);
    }

    public int size() {
        return usage.size() + reconciliation.size();
    }
}
