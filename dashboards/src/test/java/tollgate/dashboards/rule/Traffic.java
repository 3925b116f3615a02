package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.Field;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.enrich.EnrichedFields;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.usage.OpenWindows;
import tollgate.shipper.usage.Report;
import tollgate.shipper.usage.ReportDocuments;
import tollgate.shipper.usage.UsageDelta;
import tollgate.shipper.usage.UsageReport;
import tollgate.shipper.usage.UsageWindows;
import tollgate.shipper.usage.WindowLength;

/**
 * The documents of one scenario: requests and their usage windows as the log-shipper writes them, by its own classes, and documents
 * of the other streams by their fields.
 */
final class Traffic {
    static final String NAMESPACE = "rules";

    /** From the end of a minute until its window is in Elasticsearch. */
    private static final Duration WINDOW_DELAY = Duration.ofMinutes(1);

    private final Instant zero;
    private final String scenario;
    private final BulkBody bulk;
    private final UsageDelta usage = new UsageDelta(SloThresholds.DEFAULT);
    private final DocumentWriter documents = new DocumentWriter(NAMESPACE);
    private final DocumentIds ids = new DocumentIds();
    private final List<String> others = new ArrayList<>();
    private int requests;

    Traffic(Instant zero, String scenario, BulkBody bulk) {
        this.zero = zero;
        this.scenario = scenario;
        this.bulk = bulk;
    }

    /** Requests as they usually are; to be changed, then sent. */
    Requests requests() {
        return new Requests(this);
    }

    Instant at(Duration offset) {
        return zero.plus(offset);
    }

    String nextRequestId() {
        return scenario + "-" + requests++;
    }

    /** Writes the document of a request, and counts it in its window. */
    void write(EnrichedRequest request, Instant ingested) {
        count(request);
        try {
            RequestRecord record = request.record();
            documents.write(
                    bulk.begin(DataStream.REQUEST.in(NAMESPACE), ids.ofRequest(record)),
                    record,
                    new EnrichedFields(request, scenario),
                    ingested);
            bulk.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts a request in its window only. */
    void count(EnrichedRequest request) {
        if (request.record().kind() == RecordKind.REQUEST) {
            usage.add(request);
        }
    }

    /** A document of another stream, by its fields. */
    void document(String index, double minute, Map<String, ?> fields) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode document = json.createObjectNode();
        document.put(
                Field.TIMESTAMP.documentPath(),
                at(Duration.ofMillis((long) (minute * 60_000))).toString());
        document.put("data_stream.namespace", NAMESPACE);
        fields.forEach((name, value) -> document.set(name, json.valueToTree(value)));
        others.add(json.createObjectNode()
                .set("create", json.createObjectNode().put("_index", index))
                .toString());
        others.add(document.toString());
    }

    /** Ends the scenario: closes its windows. */
    List<String> close() {
        try {
            UsageWindows windows =
                    new UsageWindows(WindowLength.MINUTE, Duration.ZERO, SloThresholds.DEFAULT, OpenWindows.NONE, zero);
            ReportDocuments reports = new ReportDocuments(NAMESPACE, scenario);
            windows.add(usage, zero);
            for (UsageReport report : windows.closeAll(0)) {
                Instant end = Instant.ofEpochSecond((report.window().key().minute() + 1) * 60);
                Report document = reports.of(report, end.plus(WINDOW_DELAY));
                bulk.add(document.stream(), document.id(), document.document());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return others;
    }
}
