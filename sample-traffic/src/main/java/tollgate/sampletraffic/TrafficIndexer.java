package tollgate.sampletraffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tollgate.elasticsearch.Cluster;
import tollgate.enrichment.EnrichmentSettings;
import tollgate.pricing.PricingFiles;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.Field;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.enrich.EnrichedFields;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.usage.LineOutcomes;
import tollgate.shipper.usage.OpenWindows;
import tollgate.shipper.usage.Reconciliation;
import tollgate.shipper.usage.ReconciliationReport;
import tollgate.shipper.usage.Report;
import tollgate.shipper.usage.ReportDocuments;
import tollgate.shipper.usage.UsageDelta;
import tollgate.shipper.usage.UsageReport;
import tollgate.shipper.usage.UsageWindows;
import tollgate.shipper.usage.WindowLength;

/**
 * Writes sample traffic into Elasticsearch as the log-shipper does, by its own classes: lines, read again, enriched by the tables
 * beside this class, priced, added up in windows and in the books of lines. Only the clock is another: each document was written
 * when the sample says. The templates must be there.
 */
public final class TrafficIndexer {
    private static final String SHIPPER = "sample";
    private static final int BULK_BYTES = 4 << 20;
    private static final Duration WINDOW_DELAY = Duration.ofSeconds(32);

    private final Bulks bulks;
    private final String namespace;
    private final ConfiguredEnricher enricher;
    private final DocumentIds ids = new DocumentIds();
    private final DocumentWriter documents;
    private final LineWriter writer = new LineWriter();
    private final LineReader reader = new LineReader();

    /**
     * Writes to the streams of a namespace.
     *
     * @param folder where the tables of prices and keys are put
     */
    public TrafficIndexer(Cluster cluster, String namespace, Path folder) throws IOException {
        this.bulks = new Bulks(cluster, BULK_BYTES);
        this.namespace = namespace;
        this.documents = new DocumentWriter(namespace);
        this.enricher = ConfiguredEnricher.of(Map.of(
                PricingFiles.PRICE_BOOK, table(folder, "price-book.yaml"),
                PricingFiles.EXCHANGE_RATES, table(folder, "exchange-rates.yaml"),
                EnrichmentSettings.LOOKUP, table(folder, "keys.csv")));
    }

    /**
     * Writes all documents, and returns when they can be searched.
     *
     * @throws IOException where Elasticsearch does not take one of them
     */
    public void write(SampleTraffic traffic) throws IOException {
        UsageDelta usage = new UsageDelta(SloThresholds.DEFAULT);
        LineOutcomes others = new LineOutcomes();
        for (SampleRequest request : traffic.requests()) {
            usage.add(request(request));
        }
        for (SampleRefusal refusal : traffic.refusals()) {
            refusal(refusal);
            others.refused(refusal.at(), 1);
        }
        traffic.repeats().forEach(each -> others.repeated(each.record().timestamp()));
        windows(usage, traffic.settings().now());
        long lines = (long) traffic.requests().size()
                + traffic.refusals().size()
                + traffic.repeats().size();
        books(usage, others, lines, traffic.settings().now());
        bulks.flush();
        bulks.refresh();
    }

    private EnrichedRequest request(SampleRequest request) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        writer.write(request.record(), line);
        EnrichedRequest enriched;
        try {
            enriched = enricher.enrich(reader.read(line.toByteArray(), 0, line.size() - 1));
        } catch (RefusedLineException e) {
            throw new IllegalStateException("a line of the sample is refused: " + e.getMessage(), e);
        }
        DocumentJson document = bulks.begin(DataStream.REQUEST.in(namespace), ids.ofRequest(enriched.record()));
        documents.write(document, enriched.record(), new EnrichedFields(enriched, SHIPPER), request.ingested());
        bulks.end();
        return enriched;
    }

    private void windows(UsageDelta usage, Instant now) throws IOException {
        UsageWindows minutes = windows(WindowLength.MINUTE, now);
        minutes.add(usage, now);
        List<UsageReport> closedMinutes = minutes.closeAll(0);
        UsageWindows hours = windows(WindowLength.HOUR, now);
        hours.add(closedMinutes, now);
        write(closedMinutes, Duration.ofMinutes(1));
        write(hours.closeAll(closedMinutes.size()), Duration.ofHours(1));
    }

    private void books(UsageDelta usage, LineOutcomes others, long lines, Instant now) throws IOException {
        Reconciliation books = new Reconciliation(Duration.ZERO, List.of(), now);
        books.add(usage, others, lines, now);
        ReportDocuments reports = new ReportDocuments(namespace, SHIPPER);
        for (ReconciliationReport report : books.closeAll(0)) {
            Instant end =
                    Instant.EPOCH.plus(Duration.ofMinutes(report.minute().key().minute() + 1));
            add(reports.of(report, end.plus(WINDOW_DELAY)));
        }
    }

    private void add(Report report) throws IOException {
        bulks.body().add(report.stream(), report.id(), report.document());
        bulks.sendIfFull();
    }

    private static UsageWindows windows(WindowLength length, Instant now) {
        return new UsageWindows(length, Duration.ZERO, SloThresholds.DEFAULT, OpenWindows.NONE, now);
    }

    private void write(List<UsageReport> closed, Duration length) throws IOException {
        ReportDocuments reports = new ReportDocuments(namespace, SHIPPER);
        for (UsageReport report : closed) {
            Instant start =
                    Instant.EPOCH.plus(Duration.ofMinutes(report.window().key().minute()));
            add(reports.of(report, start.plus(length).plus(WINDOW_DELAY)));
        }
    }

    private void refusal(SampleRefusal refusal) throws IOException {
        byte[] line = refusal.line().getBytes(StandardCharsets.UTF_8);
        RefusedLineException refused = refused(line);
        DocumentJson document =
                bulks.begin(DataStream.INVALID.in(namespace), ids.of(refusal.at(), SHIPPER, refusal.line()));
        document.start();
        document.timestamp(Field.TIMESTAMP, refusal.at());
        DataStream.INVALID.writeIdentity(document, namespace);
        document.text(DocumentField.EVENT_ORIGINAL, refusal.line());
        document.timestamp(DocumentField.EVENT_INGESTED, refusal.at());
        document.text(DocumentField.INVALID_REASON, refused.reason().code());
        document.text(
                DocumentField.INVALID_FIELD,
                refused.field() == null ? null : refused.field().lineName());
        document.bool(DocumentField.INVALID_BASE64, false);
        document.text(Field.ERROR_MESSAGE, refused.explanation());
        document.text(DocumentField.LOG_FILE_PATH, "sample.log");
        document.count(DocumentField.LOG_OFFSET, 0);
        document.end();
        bulks.end();
    }

    private RefusedLineException refused(byte[] line) {
        try {
            reader.read(line, 0, line.length);
        } catch (RefusedLineException e) {
            return e;
        }
        throw new IllegalStateException(
                "a line that must be refused is not: " + new String(line, StandardCharsets.UTF_8));
    }

    private static String table(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream resource = Objects.requireNonNull(TrafficIndexer.class.getResourceAsStream(name), name)) {
            Files.write(file, resource.readAllBytes());
        }
        return file.toString();
    }
}
