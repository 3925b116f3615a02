package tollgate.shipper;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.usage.ReconciliationDocuments;
import tollgate.shipper.usage.ReconciliationReport;
import tollgate.shipper.usage.Reports;
import tollgate.shipper.usage.UsageDocuments;
import tollgate.shipper.usage.UsageReport;

/** Sends reports beside the lines, one bulk at a time, so that a slow Elasticsearch does not keep the reader. */
final class Reporter implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BulkWriter writer;
    private final UsageDocuments usage;
    private final ReconciliationDocuments reconciliation;
    private final ShipperCounts counts;
    private final InstantSource clock;
    private Reports sent = Reports.NONE;
    private @Nullable Future<BulkWriter.Written> arrival;
    private boolean inDoubt = true;

    Reporter(BulkWriter writer, String namespace, String shipper, ShipperCounts counts, InstantSource clock) {
        this.writer = writer;
        this.usage = new UsageDocuments(namespace, shipper);
        this.reconciliation = new ReconciliationDocuments(namespace, shipper);
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Takes over what has arrived and sends what is due.
     *
     * @return whether the books have changed
     */
    boolean turn(Ledger ledger) throws IOException, ShipperException, InterruptedException {
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
            BulkBody body = new BulkBody();
            for (UsageReport report : sent.usage()) {
                usage.write(report, clock.instant(), body);
            }
            for (ReconciliationReport report : sent.reconciliation()) {
                reconciliation.write(report, clock.instant(), body);
            }
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
