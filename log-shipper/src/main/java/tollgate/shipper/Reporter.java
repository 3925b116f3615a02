package tollgate.shipper;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.usage.Report;

/** Sends reports beside the lines, one bulk at a time, so that a slow Elasticsearch does not keep the reader. */
final class Reporter implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BulkWriter writer;
    private final ShipperCounts counts;
    private final BulkBody body = new BulkBody();
    private List<Report> sent = List.of();
    private @Nullable Future<BulkWriter.Written> arrival;
    private boolean inDoubt = true;

    Reporter(BulkWriter writer, ShipperCounts counts) {
        this.writer = writer;
        this.counts = counts;
    }

    /**
     * Takes over what has arrived and sends what is due.
     *
     * @return whether the books have changed
     */
    boolean turn(Ledger ledger) throws ShipperException, InterruptedException {
        boolean changed = false;
        if (arrival != null && arrival.isDone()) {
            refuse(arrival);
            ledger.reported(sent);
            counts.reported(sent.size());
            arrival = null;
            inDoubt = false;
            changed = true;
        }
        if (arrival == null && ledger.savedReports().size() > 0) {
            sent = ledger.savedReports();
            body.clear();
            sent.forEach(report -> body.add(report.stream(), report.id(), report.document()));
            boolean lookUp = inDoubt;
            arrival = threads.submit(() -> writer.write(body, lookUp));
        }
        return changed;
    }

    private static void refuse(Future<BulkWriter.Written> arrival) throws ShipperException, InterruptedException {
        try {
            List<BulkWriter.Refused> refused = arrival.get().refused();
            if (!refused.isEmpty()) {
                throw new ShipperException(
                        "Elasticsearch refuses a usage window or a reconciliation ("
                                + refused.get(0).answer().errorReason() + "): is the index template ours?",
                        null);
            }
        } catch (ExecutionException e) {
            throw new ShipperException("usage windows could not be sent: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
