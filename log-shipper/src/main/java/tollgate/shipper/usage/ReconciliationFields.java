package tollgate.shipper.usage;

import java.io.IOException;
import java.time.Instant;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;
import tollgate.shipper.bulk.BulkBody;

/** Writes closed minutes of the books as documents. */
public final class ReconciliationDocuments {
    private final DocumentIds ids = new DocumentIds();
    private final String namespace;
    private final String shipper;

    /** Writes the documents of one shipper, by its name. */
    public ReconciliationDocuments(String namespace, String shipper) {
        this.namespace = namespace;
        this.shipper = shipper;
    }

    public void write(ReconciliationReport report, Instant ingested, BulkBody to) throws IOException {
        ReconciliationKey key = report.minute().key();
        ReconciliationSums sums = report.minute().sums();
        long seconds = WindowLength.MINUTE.seconds();
        Instant start = Instant.ofEpochSecond(key.minute() * seconds);
        String id = ids.of(start, shipper, Long.toString(report.sequence()));
        DocumentJson json = to.begin(DataStream.RECONCILIATION.in(namespace), id);
        json.start();
        json.timestamp(Field.TIMESTAMP, start);
        DataStream.RECONCILIATION.writeIdentity(json, namespace);
        json.timestamp(DocumentField.EVENT_INGESTED, ingested);
        json.count(Field.INPUT_TOKENS, sums.inputTokens());
        json.count(Field.OUTPUT_TOKENS, sums.outputTokens());
        json.count(DocumentField.REQUESTS, sums.requests());
        json.count(DocumentField.UNMEASURED, sums.unmeasured());
        json.count(DocumentField.UNPRICED, sums.unpriced());
        json.count(DocumentField.LINES_READ, sums.read());
        json.count(DocumentField.LINES_INDEXED, sums.indexed());
        json.count(DocumentField.LINES_REFUSED, sums.refused());
        json.count(DocumentField.LINES_REPEATED, sums.repeated());
        json.count(DocumentField.WINDOW_SECONDS, seconds);
        if (key.currency() != null) {
            json.decimal(DocumentField.WINDOW_COST_AMOUNT, sums.cost());
            json.text(DocumentField.WINDOW_COST_CURRENCY, key.currency());
        }
        json.end();
        to.end();
    }
}
