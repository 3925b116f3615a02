package tollgate.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Priced;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;

/** The fields of a request's document that a cost is. What is not known is absent. */
final class CostFields {
    static final List<DocumentName> NAMES = List.of(
            DocumentField.COST_AMOUNT,
            DocumentField.COST_CURRENCY,
            DocumentField.COST_SOURCE,
            DocumentField.COST_MISSING_REASON,
            DocumentField.COST_INPUT,
            DocumentField.COST_OUTPUT,
            DocumentField.COST_CACHE,
            DocumentField.REPORTING_COST_AMOUNT,
            DocumentField.REPORTING_COST_CURRENCY,
            DocumentField.REPORTING_COST_MISSING_REASON,
            DocumentField.PRICE_VERSION);

    /** As the log-shipper says it: the cost was worked out here, not told by the provider. */
    private static final String SOURCE = "local";

    private final Map<DocumentName, JsonNode> values = new LinkedHashMap<>();

    private CostFields() {}

    /** Those that a document has. */
    static CostFields in(JsonNode document) {
        CostFields fields = new CostFields();
        for (DocumentName name : NAMES) {
            JsonNode value = DocumentTree.get(document, name);
            if (!value.isMissingNode()) {
                fields.values.put(name, value);
            }
        }
        return fields;
    }

    /** Those that a document should have. */
    static CostFields of(Priced priced) {
        CostFields fields = new CostFields();
        switch (priced) {
            case Unpriced unpriced ->
                fields.text(DocumentField.COST_MISSING_REASON, unpriced.reason().code());
            case Cost cost -> fields.cost(cost);
        }
        return fields;
    }

    private void cost(Cost cost) {
        amount(DocumentField.COST_AMOUNT, cost.totalNanos());
        text(DocumentField.COST_CURRENCY, cost.currency());
        text(DocumentField.COST_SOURCE, SOURCE);
        amount(DocumentField.COST_INPUT, cost.inputNanos());
        amount(DocumentField.COST_OUTPUT, cost.outputNanos());
        amount(DocumentField.COST_CACHE, cost.cacheNanos());
        MissingReason missing = cost.reportingMissing();
        if (missing == null) {
            amount(DocumentField.REPORTING_COST_AMOUNT, cost.reportingNanos());
        } else {
            text(DocumentField.REPORTING_COST_MISSING_REASON, missing.code());
        }
        text(DocumentField.REPORTING_COST_CURRENCY, cost.reportingCurrency());
        text(DocumentField.PRICE_VERSION, cost.priceVersion());
    }

    private void amount(DocumentName name, long nanos) {
        values.put(name, DecimalNode.valueOf(Cost.toDecimal(nanos).stripTrailingZeros()));
    }

    private void text(DocumentName name, String value) {
        values.put(name, TextNode.valueOf(value));
    }

    /** What it means that a request with these fields gets others. */
    Change to(CostFields next) {
        if (amount() == null && next.amount() != null) {
            return Change.NEWLY_PRICED;
        }
        if (amount() != null && next.amount() == null) {
            return Change.NEWLY_UNPRICED;
        }
        List<DocumentName> differing =
                NAMES.stream().filter(name -> !same(name, next)).toList();
        if (differing.isEmpty()) {
            return Change.NONE;
        }
        return differing.equals(List.of(DocumentField.PRICE_VERSION)) ? Change.VERSION_ONLY : Change.COST;
    }

    private boolean same(DocumentName name, CostFields other) {
        JsonNode mine = values.get(name);
        JsonNode others = other.values.get(name);
        if (mine != null && others != null && mine.isNumber() && others.isNumber()) {
            return mine.decimalValue().compareTo(others.decimalValue()) == 0;
        }
        return Objects.equals(mine, others);
    }

    /** Gives a document these and no other cost fields; all else stays as it is. */
    void writeTo(ObjectNode document) {
        for (DocumentName name : NAMES) {
            JsonNode value = values.get(name);
            if (value == null) {
                DocumentTree.remove(document, name);
            } else {
                DocumentTree.set(document, name, value);
            }
        }
    }

    /** In whole units of {@link #currency()}, or null where there is no cost. */
    @Nullable
    BigDecimal amount() {
        return decimal(DocumentField.COST_AMOUNT);
    }

    @Nullable
    String currency() {
        JsonNode currency = values.get(DocumentField.COST_CURRENCY);
        return currency == null ? null : currency.asText();
    }

    /** In the reporting currency, or null where that is not known. */
    @Nullable
    BigDecimal reportingAmount() {
        return decimal(DocumentField.REPORTING_COST_AMOUNT);
    }

    private @Nullable BigDecimal decimal(DocumentName name) {
        JsonNode value = values.get(name);
        return value == null || !value.isNumber() ? null : value.decimalValue();
    }
}
