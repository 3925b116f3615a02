package tollgate.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;

/**
 * What the usage documents of one window and currency lack, or have too much of, to say what its requests say.
 *
 * @param cost in whole units of the currency
 * @param reportingCost in whole units of the reporting currency
 * @param unpriced requests without a cost
 */
record Correction(BigDecimal cost, BigDecimal reportingCost, long unpriced) {
    /** What a usage document that is a correction says in {@code event.action}. */
    static final String ACTION = "reprice";

    static final Correction NONE = new Correction(BigDecimal.ZERO, BigDecimal.ZERO, 0);

    static boolean isOne(JsonNode usageDocument) {
        return ACTION.equals(DocumentTree.text(usageDocument, DocumentField.EVENT_ACTION));
    }

    /** What a request adds to its window. */
    static Correction ofRequest(CostFields fields) {
        boolean priced = fields.amount() != null;
        return priced
                ? new Correction(zeroIfNull(fields.amount()), zeroIfNull(fields.reportingAmount()), 0)
                : new Correction(BigDecimal.ZERO, BigDecimal.ZERO, 1);
    }

    /** What a usage document, a correction or not, adds to its window. */
    static Correction ofUsage(JsonNode document) {
        return new Correction(
                DocumentTree.get(document, DocumentField.WINDOW_COST_AMOUNT).decimalValue(),
                DocumentTree.get(document, DocumentField.REPORTING_COST_AMOUNT).decimalValue(),
                DocumentTree.whole(document, DocumentField.UNPRICED, 0));
    }

    Correction plus(Correction other) {
        return new Correction(cost.add(other.cost), reportingCost.add(other.reportingCost), unpriced + other.unpriced);
    }

    Correction minus(Correction other) {
        return new Correction(
                cost.subtract(other.cost), reportingCost.subtract(other.reportingCost), unpriced - other.unpriced);
    }

    boolean isSameAs(Correction other) {
        return cost.compareTo(other.cost) == 0
                && reportingCost.compareTo(other.reportingCost) == 0
                && unpriced == other.unpriced;
    }

    /** The usage document that adds just this. It counts no request: those are counted already. */
    ObjectNode document(WindowKey key, String currency, String namespace, String priceVersion, Instant now)
            throws IOException {
        return DocumentTree.of(to -> {
            to.timestamp(Field.TIMESTAMP, key.start());
            key.span().reported().writeIdentity(to, namespace);
            to.text(DocumentField.EVENT_ACTION, ACTION);
            to.timestamp(DocumentField.EVENT_INGESTED, now);
            key.writeGenAi(to);
            key.writeGateway(to);
            to.count(DocumentField.REQUESTS, 0);
            // Not as a count, which must not be negative.
            to.decimal(DocumentField.UNPRICED, BigDecimal.valueOf(unpriced));
            if (!currency.isEmpty()) {
                to.decimal(DocumentField.WINDOW_COST_AMOUNT, cost);
                to.text(DocumentField.WINDOW_COST_CURRENCY, currency);
                to.decimal(DocumentField.REPORTING_COST_AMOUNT, reportingCost);
            }
            to.text(DocumentField.PRICE_VERSION, priceVersion);
        });
    }

    private static BigDecimal zeroIfNull(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
