package tollgate.shipper.usage;

import java.io.IOException;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;

/** Writes what a closed minute of the books says into its document. */
final class ReconciliationFields {
    private ReconciliationFields() {}

    static void write(ReconciledMinute minute, DocumentJson json) throws IOException {
        ReconciliationKey key = minute.key();
        ReconciliationSums sums = minute.sums();
        json.count(Field.INPUT_TOKENS, sums.inputTokens());
        json.count(Field.OUTPUT_TOKENS, sums.outputTokens());
        json.count(DocumentField.REQUESTS, sums.requests());
        json.count(DocumentField.UNMEASURED, sums.unmeasured());
        json.count(DocumentField.UNPRICED, sums.unpriced());
        json.count(DocumentField.LINES_READ, sums.read());
        json.count(DocumentField.LINES_INDEXED, sums.indexed());
        json.count(DocumentField.LINES_REFUSED, sums.refused());
        json.count(DocumentField.LINES_REPEATED, sums.repeated());
        json.count(DocumentField.WINDOW_SECONDS, WindowLength.MINUTE.seconds());
        if (key.currency() != null) {
            json.decimal(DocumentField.WINDOW_COST_AMOUNT, sums.cost());
            json.text(DocumentField.WINDOW_COST_CURRENCY, key.currency());
        }
    }
}
