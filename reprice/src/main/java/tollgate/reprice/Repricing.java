package tollgate.reprice;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.pricing.Pricer;

/**
 * Prices indexed requests anew after a price was corrected: each by the model that answered, at the request's own time, from its
 * stored counts. In a request's document nothing but its cost changes; then the usage windows get what they lack.
 *
 * <p>A run that was interrupted, wherever, is finished by running again. The cluster must have Tollgate's index templates. One
 * run per object; {@link #stop} may come from any thread.
 */
public final class Repricing {
    private static final String INTERRUPTED = "interrupted";
    private static final String FAILED = "failed";

    private final Documents documents;
    private final PatientWriter writer;
    private final Pricer pricer;
    private final InstantSource clock;
    private volatile boolean stopped;

    /** Prices the requests of a cluster. */
    public Repricing(Cluster cluster, Pricer pricer, InstantSource clock) {
        this(new ElasticsearchDocuments(cluster, Documents.PAGE), pricer, clock, Thread::sleep);
    }

    Repricing(Documents documents, Pricer pricer, InstantSource clock, Pause pause) {
        this.documents = documents;
        this.writer = new PatientWriter(documents, pause);
        this.pricer = pricer;
        this.clock = clock;
    }

    /** Lets the run end soon, between two pages; its audit document then says that it was interrupted. */
    public void stop() {
        stopped = true;
    }

    /**
     * Prices all requests of a scope.
     *
     * @param dryRun whether to change nothing and write nothing, and only say what would change
     * @param progress takes the number of requests so far, now and then
     * @throws IOException where the cluster does not answer or refuses what is written; the message is one line, and running
     *     again goes on from there
     */
    public RepriceReport run(Scope scope, boolean dryRun, LongConsumer progress) throws IOException {
        Instant start = clock.instant();
        Tally tally = new Tally(progress);
        RepriceReport report;
        try {
            report = run(scope, dryRun, tally);
        } catch (IOException | RuntimeException e) {
            if (!dryRun) {
                leaveAuditOfFailure(report(scope, false, false, tally, null), start, e);
            }
            throw e;
        }
        if (!dryRun) {
            leaveAudit(report, start, report.finished() ? null : INTERRUPTED);
        }
        return report;
    }

    private RepriceReport run(Scope scope, boolean dryRun, Tally tally) throws IOException {
        RequestRepricer repricer = new RequestRepricer(documents, writer, pricer, dryRun);
        boolean walked = repricer.run(Selection.requests(scope), tally, () -> stopped);
        if (!walked || dryRun) {
            return report(scope, dryRun, walked, tally, null);
        }
        WindowCounts windows = correct(WindowSpan.MINUTE, scope);
        WindowCounts hours = windows == null ? null : correct(WindowSpan.HOUR, scope);
        return report(
                scope, false, hours != null, tally, windows == null || hours == null ? windows : windows.plus(hours));
    }

    private @Nullable WindowCounts correct(WindowSpan span, Scope scope) throws IOException {
        return new WindowCorrector(documents, writer, clock, pricer.priceVersion(), span).run(scope, () -> stopped);
    }

    private RepriceReport report(
            Scope scope, boolean dryRun, boolean finished, Tally tally, @Nullable WindowCounts windows) {
        return new RepriceReport(
                scope, dryRun, finished, pricer.priceVersion(), tally.models(), tally.skipped(), windows);
    }

    private void leaveAudit(RepriceReport report, Instant start, @Nullable String reason) throws IOException {
        Write audit = AuditDocument.of(report, start, clock.instant(), reason);
        if (!writer.write(List.of(audit)).getFirst()) {
            throw new IOException("there is an audit document " + audit.id() + " already");
        }
    }

    private void leaveAuditOfFailure(RepriceReport report, Instant start, Exception failure) {
        try {
            leaveAudit(report, start, FAILED);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
