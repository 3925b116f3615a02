package tollgate.shipper.usage;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.SloThresholds;
import tollgate.sketch.SketchJson;
import tollgate.sketch.SketchSnapshot;

/** Writes what a usage window says into its document. */
final class UsageFields {
    private static final int NANO_DIGITS_OF_A_MILLI = 6;

    /** The fields of one kind of latency. */
    private record LatencyFields(
            DocumentField count,
            DocumentField sum,
            DocumentField min,
            DocumentField max,
            LongFunction<DocumentName> within,
            DocumentField sketch,
            Map<Long, DocumentName> namesWithin) {
        /** The name of a threshold's field, which is worked out once. */
        DocumentName within(long nanos) {
            return namesWithin.computeIfAbsent(nanos, within::apply);
        }
    }

    private final LatencyFields latency = new LatencyFields(
            DocumentField.LATENCY_COUNT,
            DocumentField.LATENCY_SUM_MS,
            DocumentField.LATENCY_MIN_MS,
            DocumentField.LATENCY_MAX_MS,
            SloThresholds::latencyField,
            DocumentField.LATENCY_SKETCH,
            new HashMap<>());
    private final LatencyFields ttft = new LatencyFields(
            DocumentField.TTFT_COUNT,
            DocumentField.TTFT_SUM_MS,
            DocumentField.TTFT_MIN_MS,
            DocumentField.TTFT_MAX_MS,
            SloThresholds::ttftField,
            DocumentField.TTFT_SKETCH,
            new HashMap<>());

    void write(UsageReport report, DocumentJson json) throws IOException {
        UsageKey key = report.window().key();
        UsageSums sums = report.window().sums();
        json.text(Field.PROVIDER, key.provider());
        json.bool(Field.STREAM, key.stream());
        json.text(Field.RESPONSE_MODEL, key.model());
        json.count(Field.INPUT_TOKENS, sums.inputTokens());
        json.count(Field.OUTPUT_TOKENS, sums.outputTokens());
        json.count(Field.CACHE_READ_TOKENS, sums.cacheReadTokens());
        json.count(Field.CACHE_CREATION_TOKENS, sums.cacheCreationTokens());
        json.count(Field.REASONING_TOKENS, sums.reasoningTokens());
        json.text(Field.TENANT, key.tenant());
        json.text(Field.OUTCOME, key.outcome());
        json.count(DocumentField.REVISION, report.revision());
        json.count(DocumentField.REQUESTS, sums.requests());
        json.count(DocumentField.UNMEASURED, sums.unmeasured());
        json.count(DocumentField.UNPRICED, sums.unpriced());
        json.count(Field.ATTEMPTS, sums.attempts());
        json.count(DocumentField.WINDOW_SECONDS, report.length().seconds());
        cost(key, sums, json);
        latency(latency, sums.latency(), json);
        latency(ttft, sums.ttft(), json);
    }

    private static void cost(UsageKey key, UsageSums sums, DocumentJson json) throws IOException {
        if (key.currency() == null) {
            return; // no request of the window has a cost, which is not a cost of 0
        }
        json.decimal(DocumentField.WINDOW_COST_AMOUNT, sums.cost());
        json.text(DocumentField.WINDOW_COST_CURRENCY, key.currency());
        if (sums.reportingMissing() < sums.requests() - sums.unpriced()) {
            json.decimal(DocumentField.REPORTING_COST_AMOUNT, sums.reportingCost());
        }
    }

    private static void latency(LatencyFields fields, LatencySums.Snapshot sums, DocumentJson json) throws IOException {
        SketchSnapshot sketch = sums.sketch();
        if (sketch.minNanos() == null || sketch.maxNanos() == null) {
            return;
        }
        json.count(fields.count(), sketch.count());
        json.decimal(fields.sum(), new BigDecimal(sketch.sumNanos(), NANO_DIGITS_OF_A_MILLI));
        json.millis(fields.min(), sketch.minNanos());
        json.millis(fields.max(), sketch.maxNanos());
        for (LatencySums.Within within : sums.within()) {
            json.count(fields.within(within.nanos()), within.count());
        }
        json.value(fields.sketch(), to -> SketchJson.write(sketch, to));
    }
}
