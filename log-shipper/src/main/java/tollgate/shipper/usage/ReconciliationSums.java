package tollgate.shipper.usage;

import java.math.BigDecimal;
import tollgate.requestlog.RequestRecord;

/**
 * What became of lines, and what those that became requests add up to.
 *
 * @param read all of them: {@code read = indexed + refused + repeated}
 * @param indexed lines that are documents of the request stream, by Elasticsearch's acknowledgement
 * @param refused lines that are documents of the invalid stream, likewise
 * @param repeated lines that another line had made a document already
 * @param requests indexed lines but those that only say that a request has started
 * @param unmeasured requests whose input or output tokens are unknown
 * @param unpriced requests whose cost is unknown
 * @param inputTokens likewise the output tokens: {@link RequestRecord#UNKNOWN} where no request told any
 * @param cost in the key's currency
 */
public record ReconciliationSums(
        long read,
        long indexed,
        long refused,
        long repeated,
        long requests,
        long unmeasured,
        long unpriced,
        long inputTokens,
        long outputTokens,
        BigDecimal cost) {
    /** Lines that are no requests. */
    static ReconciliationSums ofLines(long indexed, long refused, long repeated) {
        return new ReconciliationSums(
                indexed + refused + repeated,
                indexed,
                refused,
                repeated,
                0,
                0,
                0,
                RequestRecord.UNKNOWN,
                RequestRecord.UNKNOWN,
                BigDecimal.ZERO);
    }

    ReconciliationSums plus(ReconciliationSums other) {
        return new ReconciliationSums(
                read + other.read,
                indexed + other.indexed,
                refused + other.refused,
                repeated + other.repeated,
                requests + other.requests,
                unmeasured + other.unmeasured,
                unpriced + other.unpriced,
                UsageAccumulator.sum(inputTokens, other.inputTokens),
                UsageAccumulator.sum(outputTokens, other.outputTokens),
                cost.add(other.cost));
    }
}
