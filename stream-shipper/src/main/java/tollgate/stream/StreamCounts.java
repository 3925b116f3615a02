package tollgate.stream;

import java.util.concurrent.atomic.LongAdder;
import tollgate.shipper.bulk.BulkMeter;

/**
 * What this instance has done so far. Of what is read twice after a crash, each time is counted; in Elasticsearch and in the usage
 * windows it is once. Where nothing crashed and all has arrived,
 *
 * <pre>lines - duplicates + reports = created + there already, over all instances</pre>
 */
public final class StreamCounts implements BulkMeter {
    private final LongAdder lines = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder reports = new LongAdder();
    private final LongAdder poison = new LongAdder();
    private final LongAdder created = new LongAdder();
    private final LongAdder thereAlready = new LongAdder();
    private final LongAdder retried = new LongAdder();

    /**
     * A moment's figures.
     *
     * @param lines that were read, the refused, duplicate and late ones among them
     * @param duplicates lines that came before and were passed over
     * @param late lines whose minute was over by more than the grace
     * @param reports of usage windows and of the books
     * @param poison messages that no bulk could hold, and documents that Elasticsearch refused; they are in the invalid stream
     */
    public record Snapshot(
            long lines,
            long refused,
            long duplicates,
            long late,
            long reports,
            long poison,
            long created,
            long thereAlready,
            long retried) {}

    public Snapshot snapshot() {
        return new Snapshot(
                lines.sum(),
                refused.sum(),
                duplicates.sum(),
                late.sum(),
                reports.sum(),
                poison.sum(),
                created.sum(),
                thereAlready.sum(),
                retried.sum());
    }

    public void line() {
        lines.increment();
    }

    public void refused() {
        refused.increment();
    }

    public void duplicate() {
        duplicates.increment();
    }

    public void late() {
        late.increment();
    }

    public void reported(int count) {
        reports.add(count);
    }

    public void poison() {
        poison.increment();
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
