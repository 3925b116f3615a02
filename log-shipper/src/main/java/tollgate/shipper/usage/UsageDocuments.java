package tollgate.shipper.usage;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;
import tollgate.shipper.bulk.BulkBody;

/** Writes usage reports as documents. */
public final class UsageDocuments {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int NANO_DIGITS_OF_A_MILLI = 6;

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
        DocumentJson json = to.begin(DataStream.USAGE.in(namespace), id);
        json.start();
        json.timestamp(Field.TIMESTAMP, start);
        DataStream.USAGE.writeIdentity(json, namespace);
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
        json.count(Field.ATTEMPTS, sums.attempts());
        json.count(DocumentField.WINDOW_SECONDS, SECONDS_PER_MINUTE);
        json.count(DocumentField.LATENCY_COUNT, sums.latencyCount());
        if (sums.latencyCount() > 0) {
            json.decimal(DocumentField.LATENCY_SUM_MS, latencySumMillis(sums));
            json.millis(DocumentField.LATENCY_MAX_MS, sums.latencyMaxNanos());
        }
        json.end();
        to.end();
    }

    private static BigDecimal latencySumMillis(UsageSums sums) {
        return BigDecimal.valueOf(sums.latencySumSeconds())
                .movePointRight(3)
                .add(BigDecimal.valueOf(sums.latencySumNanos(), NANO_DIGITS_OF_A_MILLI));
    }
}
