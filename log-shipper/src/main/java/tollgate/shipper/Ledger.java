package tollgate.shipper;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.checkpoint.Checkpoint;
import tollgate.shipper.checkpoint.CheckpointStore;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.FileSpan;
import tollgate.shipper.usage.Books;
import tollgate.shipper.usage.ClosedWindows;
import tollgate.shipper.usage.LineOutcomes;
import tollgate.shipper.usage.Report;
import tollgate.shipper.usage.ReportDocuments;

/**
 * What is certain: the acknowledged lines, their windows, and the reports that are due. A report is sent only after a
 * checkpoint that holds it has been saved, and it is dropped only from a checkpoint that is saved after its acknowledgement; so
 * it is sent under one name and with one content however often it is sent.
 */
final class Ledger {
    private final CheckpointStore store;
    private final String shipper;
    private final Positions positions;
    private final Books books;
    private final ReportDocuments documents;
    private final List<Report> reports;
    private List<Report> savedReports = List.of();
    private long nextSequence;

    Ledger(
            CheckpointStore store,
            Checkpoint from,
            String namespace,
            Duration grace,
            SloThresholds thresholds,
            Instant now) {
        this.store = store;
        this.shipper = from.shipper();
        this.positions = new Positions(from.positions());
        this.books = new Books(grace, thresholds, from.minutes(), from.hours(), from.lines(), now);
        this.documents = new ReportDocuments(namespace, shipper);
        this.reports = new ArrayList<>(from.reports());
        this.nextSequence = from.nextSequence();
    }

    /** Takes over a batch that Elasticsearch has acknowledged. */
    void acknowledged(Batch batch, LineOutcomes outcomes, Instant now) {
        batch.spans().forEach(span -> positions.advance(span.endPosition()));
        books.add(batch.usage(), outcomes, batch.lines(), now);
    }

    /** Closes the windows that are due. */
    void closeWindows(Instant now) throws IOException {
        take(books.close(now, nextSequence), now);
    }

    void closeAllWindows(Instant now) throws IOException {
        take(books.closeAll(now, nextSequence), now);
    }

    private void take(ClosedWindows closed, Instant now) throws IOException {
        nextSequence += closed.size();
        reports.addAll(documents.of(closed, now));
    }

    /** Whether the last save said that so much may be sent. */
    boolean covers(List<FileSpan> next) {
        return positions.covers(next);
    }

    boolean hasReports() {
        return !reports.isEmpty();
    }

    /** The reports that may be sent, since a save holds them. */
    List<Report> savedReports() {
        return savedReports;
    }

    /** Drops the reports that a save held and that Elasticsearch has acknowledged: they are the oldest ones. */
    void reported(List<Report> acknowledged) {
        reports.subList(0, acknowledged.size()).clear();
        savedReports = List.of();
    }

    /**
     * Saves the books.
     *
     * @param next what is to be sent next
     */
    void save(List<FileSpan> next) throws IOException {
        write(positions.toSave(next, true));
    }

    /** Saves the books for the last time: nothing is on its way, and nothing will be sent. */
    void saveAtRest() throws IOException {
        write(positions.toSave(List.of(), false));
    }

    private void write(List<FilePosition> all) throws IOException {
        List<Report> due = List.copyOf(reports);
        store.save(new Checkpoint(shipper, nextSequence, all, books.minutes(), books.hours(), books.lines(), due));
        savedReports = due;
    }
}
