package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tollgate.pricing.Pricer;
import tollgate.pricing.Usage;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;

/** Requests and usage windows in memory, written as the log-shipper does: each request is counted by a window of its own. */
final class Ledger {
    static final String NAMESPACE = "ledger";

    final InMemoryDocuments documents;
    private int next;

    Ledger(int pageSize) {
        documents = new InMemoryDocuments(pageSize);
    }

    /** Adds a request and, where it is reported already, its usage window. */
    void add(Instant at, String model, long inputTokens, long outputTokens, Pricer pricer, boolean reported)
            throws IOException {
        Usage usage = new Usage(null, model, at, inputTokens, outputTokens, -1, -1, -1);
        CostFields cost = CostFields.of(pricer.price(usage));
        ObjectNode request = DocumentTree.of(to -> {
            to.timestamp(Field.TIMESTAMP, at);
            to.text(Field.MODEL_NAME, model);
            to.count(Field.INPUT_TOKENS, inputTokens);
            to.count(Field.OUTPUT_TOKENS, outputTokens);
            to.text(Field.KIND, "request");
            to.text(Field.TENANT, "a");
        });
        cost.writeTo(request);
        String name = "d" + next++;
        documents.put(DataStream.REQUEST, NAMESPACE, name, request);
        if (reported) {
            documents.put(DataStream.USAGE, NAMESPACE, name, window(WindowSpan.MINUTE.start(at), model, cost));
            documents.put(DataStream.USAGE_HOURLY, NAMESPACE, name, window(WindowSpan.HOUR.start(at), model, cost));
        }
    }

    private static ObjectNode window(Instant start, String model, CostFields cost) throws IOException {
        BigDecimal amount = cost.amount();
        BigDecimal reporting = cost.reportingAmount();
        return DocumentTree.of(to -> {
            to.timestamp(Field.TIMESTAMP, start);
            to.text(Field.RESPONSE_MODEL, model);
            to.text(Field.TENANT, "a");
            to.count(DocumentField.REQUESTS, 1);
            to.count(DocumentField.UNPRICED, amount == null ? 1 : 0);
            if (amount != null) {
                to.decimal(DocumentField.WINDOW_COST_AMOUNT, amount);
                to.text(DocumentField.WINDOW_COST_CURRENCY, cost.currency());
                if (reporting != null) {
                    to.decimal(DocumentField.REPORTING_COST_AMOUNT, reporting);
                }
            }
        });
    }

    /** Costs of the requests, by currency and with "reporting" and "unpriced", as the requests tell them. */
    Map<String, BigDecimal> told() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Stored each : documents.all(DataStream.REQUEST, NAMESPACE)) {
            CostFields cost = CostFields.in(each.source());
            add(sums, "unpriced", cost.amount() == null ? BigDecimal.ONE : BigDecimal.ZERO);
            if (cost.amount() != null) {
                add(sums, String.valueOf(cost.currency()), cost.amount());
            }
            if (cost.reportingAmount() != null) {
                add(sums, "reporting", cost.reportingAmount());
            }
        }
        return withoutZeros(sums);
    }

    /** The same as plain sums over all documents of a usage stream. */
    Map<String, BigDecimal> reported(DataStream stream) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Stored each : documents.all(stream, NAMESPACE)) {
            ObjectNode source = each.source();
            add(
                    sums,
                    "unpriced",
                    DocumentTree.get(source, DocumentField.UNPRICED).decimalValue());
            add(
                    sums,
                    DocumentTree.get(source, DocumentField.WINDOW_COST_CURRENCY).asText("none"),
                    DocumentTree.get(source, DocumentField.WINDOW_COST_AMOUNT).decimalValue());
            add(
                    sums,
                    "reporting",
                    DocumentTree.get(source, DocumentField.REPORTING_COST_AMOUNT)
                            .decimalValue());
        }
        return withoutZeros(sums);
    }

    /** All requests that the usage documents count. */
    long reportedRequests() {
        return documents.all(DataStream.USAGE, NAMESPACE).stream()
                .mapToLong(each -> DocumentTree.whole(each.source(), DocumentField.REQUESTS, 0))
                .sum();
    }

    private static void add(Map<String, BigDecimal> sums, String name, BigDecimal amount) {
        sums.merge(name, amount, BigDecimal::add);
    }

    private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> plain = new TreeMap<>();
        sums.forEach((name, sum) -> {
            if (sum.signum() != 0) {
                plain.put(name, sum.stripTrailingZeros());
            }
        });
        return plain;
    }
}
