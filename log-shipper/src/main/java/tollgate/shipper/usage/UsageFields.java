package tollgate.shipper.usage;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.LongFunction;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.bulk.BulkBody;
import tollgate.sketch.LatencySketch;
import tollgate.sketch.SketchJson;

/** Writes usage reports as documents. */
public final class UsageDocuments {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int NANO_DIGITS_OF_A_MILLI = 6;

    /** The fields of one kind of latency. */
    private record LatencyFields(
            DocumentField count,
            DocumentField sum,
            DocumentField min,
            DocumentField max,
            LongFunction<DocumentName> within,
            DocumentField sketch) {}

    private static final LatencyFields LATENCY = new LatencyFields(
            DocumentField.LATENCY_COUNT,
            DocumentField.LATENCY_SUM_MS,
            DocumentField.LATENCY_MIN_MS,
            DocumentField.LATENCY_MAX_MS,
            SloThresholds::latencyField,
            DocumentField.LATENCY_SKETCH);
    private static final LatencyFields TTFT = new LatencyFields(
            DocumentField.TTFT_COUNT,
            DocumentField.TTFT_SUM_MS,
            DocumentField.TTFT_MIN_MS,
            DocumentField.TTFT_MAX_MS,
            SloThresholds::ttftField,
            DocumentField.TTFT_SKETCH);

    private final DocumentIds ids = new DocumentIds();
    private final String namespace;
    private final String shipper;

    /**
     * Writes the documents of one shipper.
     *
     * @param shipper its name, which no other has: two shippers may well report the same minute and model
     */
    public UsageDocuments(String namespace, String shipper) {
        this.namespace = namespace;
        this.shipper = shipper;
    }

    public void write(UsageReport report, Instant ingested, BulkBody to) throws IOException {
        UsageKey key = report.window().key();
        UsageSums sums = report.window().sums();
        Instant start = Instant.ofEpochSecond(key.minute() * SECONDS_PER_MINUTE);
        String id = ids.of(start, shipper, Long.toString(report.sequence()));
        DataStream stream = report.length().stream();
        DocumentJson json = to.begin(stream.in(namespace), id);
        json.start();
        json.timestamp(Field.TIMESTAMP, start);
        stream.writeIdentity(json, namespace);
        json.timestamp(DocumentField.EVENT_INGESTED, ingested);
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
        latency(LATENCY, sums.latency(), json);
        latency(TTFT, sums.ttft(), json);
        json.end();
        to.end();
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
        LatencySketch sketch = sums.sketch().toSketch();
        if (sketch.count() == 0) {
            return;
        }
        json.count(fields.count(), sketch.count());
        json.decimal(fields.sum(), new BigDecimal(sketch.sumNanos(), NANO_DIGITS_OF_A_MILLI));
        json.millis(fields.min(), sketch.minNanos().orElseThrow());
        json.millis(fields.max(), sketch.maxNanos().orElseThrow());
        for (LatencySums.Within within : sums.within()) {
            json.count(fields.within().apply(within.nanos()), within.count());
        }
        json.value(fields.sketch(), to -> SketchJson.write(sketch, to));
    }
}
