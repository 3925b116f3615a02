package tollgate.shipper.usage;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;
import tollgate.requestlog.JsonBytes;

/** Makes documents of closed windows. One thread at a time. */
public final class ReportDocuments {
    private static final int FIRST_BYTES = 4_096;
    private static final int SECONDS_PER_MINUTE = 60;

    /** Writes the fields that only one kind of report has. */
    private interface Fields {
        void write(DocumentJson to) throws IOException;
    }

    private final UsageFields usage = new UsageFields();
    private final DocumentIds ids = new DocumentIds();
    private final JsonBytes bytes = new JsonBytes(FIRST_BYTES);
    private final DocumentJson json = new DocumentJson(bytes);
    private final String namespace;
    private final String shipper;

    /**
     * Makes the documents of one shipper.
     *
     * @param shipper its name, which no other has: two shippers may well report the same minute and model
     */
    public ReportDocuments(String namespace, String shipper) {
        this.namespace = namespace;
        this.shipper = shipper;
    }

    /** The documents of all that was closed, in its order. */
    public List<Report> of(ClosedWindows closed, Instant ingested) throws IOException {
        List<Report> reports = new ArrayList<>();
        for (UsageReport report : closed.usage()) {
            reports.add(of(report, ingested));
        }
        for (ReconciliationReport report : closed.lines()) {
            reports.add(of(report, ingested));
        }
        return reports;
    }

    public Report of(UsageReport report, Instant ingested) throws IOException {
        return document(
                report.sequence(),
                report.window().key().minute(),
                report.length().stream(),
                ingested,
                to -> usage.write(report, to));
    }

    public Report of(ReconciliationReport report, Instant ingested) throws IOException {
        return document(
                report.sequence(),
                report.minute().key().minute(),
                DataStream.RECONCILIATION,
                ingested,
                to -> ReconciliationFields.write(report.minute(), to));
    }

    private Report document(long sequence, long minute, DataStream stream, Instant ingested, Fields fields)
            throws IOException {
        Instant start = Instant.ofEpochSecond(minute * SECONDS_PER_MINUTE);
        bytes.clear();
        json.start();
        json.timestamp(Field.TIMESTAMP, start);
        stream.writeIdentity(json, namespace);
        json.timestamp(DocumentField.EVENT_INGESTED, ingested);
        fields.write(json);
        json.end();
        return new Report(stream.in(namespace), ids.of(start, shipper, Long.toString(sequence)), bytes.asString());
    }
}
