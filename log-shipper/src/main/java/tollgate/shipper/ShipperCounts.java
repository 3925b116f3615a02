package tollgate.shipper;

import java.util.concurrent.atomic.LongAdder;
import tollgate.shipper.bulk.BulkMeter;

/**
 * What this process has done so far. Once everything is acknowledged,
 *
 * <pre>lines + reports = created + thereAlready</pre>
 *
 * where a line is either a request's document or, refused, one in the invalid stream, and where a document that Elasticsearch
 * itself refused is replaced by one in the invalid stream. Alert when the sides stay apart.
 */
public final class ShipperCounts implements BulkMeter {
    private final LongAdder lines = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder reports = new LongAdder();
    private final LongAdder created = new LongAdder();
    private final LongAdder thereAlready = new LongAdder();
    private final LongAdder retried = new LongAdder();

    /** A moment's figures. */
    public record Snapshot(long lines, long refused, long reports, long created, long thereAlready, long retried) {}

    public Snapshot snapshot() {
        return new Snapshot(
                lines.sum(), refused.sum(), reports.sum(), created.sum(), thereAlready.sum(), retried.sum());
    }

    void acknowledged(int lineCount, int refusedCount) {
        lines.add(lineCount);
        refused.add(refusedCount);
    }

    void reported(int reportCount) {
        reports.add(reportCount);
    }

    @Override
    public void created(int documents) {
        created.add(documents);
    }

    @Override
    public void thereAlready(int documents) {
        thereAlready.add(documents);
    }

    @Override
    public void retried(int documents) {
        retried.add(documents);
    }
}
