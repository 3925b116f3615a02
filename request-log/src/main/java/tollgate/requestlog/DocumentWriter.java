package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.io.IOException;
import java.time.Instant;

/** Writes the document of one request: what its line says, and what is added to it. The golden files beside the tests show line and document side by side. */
public final class DocumentWriter {
    /** The version of the Elastic Common Schema that the names are from. */
    public static final String ECS_VERSION = "9.2.0";

    private final String namespace;

    /**
     * Writes documents of one namespace.
     *
     * @param namespace of the data streams, {@code default} where nobody says otherwise
     */
    public DocumentWriter(String namespace) {
        this.namespace = namespace;
    }

    public void write(DocumentJson to, RequestRecord record, DocumentAdditions additions, Instant ingested)
            throws IOException {
        to.start();
        to.timestamp(Field.TIMESTAMP, record.timestamp());
        DataStream.REQUEST.writeIdentity(to, namespace);
        event(to, record, ingested);
        to.text(DocumentField.HTTP_REQUEST_ID, record.requestId());
        to.count(Field.STATUS_CODE, record.result().status());
        genAi(to, record);
        additions.toUsage(to);
        gateway(to, record);
        additions.toGateway(to);
        to.text(Field.ERROR_TYPE, record.result().errorType());
        to.text(Field.ERROR_MESSAGE, record.result().errorMessage());
        to.text(Field.USER, record.caller().user());
        to.text(Field.CLIENT_ADDRESS, record.caller().address());
        to.text(Field.USER_AGENT, record.caller().userAgent());
        additions.toUserAgent(to);
        service(to, record.instance());
        additions.toService(to);
        to.text(Field.HOST, record.instance().host());
        to.text(Field.TRACE_ID, record.instance().traceId());
        to.end();
    }

    private static void event(DocumentJson to, RequestRecord record, Instant ingested) throws IOException {
        to.text(Field.REQUEST_ID, record.requestId());
        Outcome outcome = record.effectiveOutcome();
        to.text(DocumentField.EVENT_OUTCOME, outcome == null ? "unknown" : outcome.eventOutcome());
        long latency = record.timing().latencyNanos();
        to.count(DocumentField.EVENT_DURATION, latency);
        if (latency != UNKNOWN) {
            to.timestamp(DocumentField.EVENT_END, record.timestamp().plusNanos(latency));
        }
        to.timestamp(DocumentField.EVENT_INGESTED, ingested);
    }

    private static void genAi(DocumentJson to, RequestRecord record) throws IOException {
        RequestRecord.Model model = record.model();
        to.text(Field.PROVIDER, model.provider());
        to.text(Field.OPERATION, model.operation());
        to.text(Field.MODEL_NAME, model.requested());
        to.bool(Field.STREAM, model.stream());
        to.text(Field.RESPONSE_MODEL, model.answered());
        to.text(Field.RESPONSE_ID, record.result().responseId());
        to.textArray(Field.FINISH_REASON, record.result().finishReason());
        to.seconds(DocumentField.TIME_TO_FIRST_CHUNK, record.timing().ttftNanos());
        RequestRecord.Usage usage = record.usage();
        to.count(Field.INPUT_TOKENS, usage.inputTokens());
        to.count(Field.OUTPUT_TOKENS, usage.outputTokens());
        to.count(Field.CACHE_READ_TOKENS, usage.cacheReadTokens());
        to.count(Field.CACHE_CREATION_TOKENS, usage.cacheCreationTokens());
        to.count(Field.REASONING_TOKENS, usage.reasoningTokens());
    }

    private static void gateway(DocumentJson to, RequestRecord record) throws IOException {
        to.code(Field.KIND, record.kind());
        to.code(Field.OUTCOME, record.effectiveOutcome());
        to.millis(Field.LATENCY_MS, record.timing().latencyNanos());
        to.millis(Field.TTFT_MS, record.timing().ttftNanos());
        to.millis(Field.UPSTREAM_MS, record.timing().upstreamNanos());
        to.millis(Field.OVERHEAD_MS, record.timing().overheadNanos());
        to.count(Field.ATTEMPTS, record.result().attempts());
        to.text(Field.TENANT, record.caller().tenant());
        to.code(Field.USAGE_SOURCE, record.usage().source());
        to.text(Field.ATTEMPT_ID, record.result().attemptId());
        to.text(Field.KEY_ID, record.caller().keyId());
    }

    private static void service(DocumentJson to, RequestRecord.Instance instance) throws IOException {
        to.text(Field.SERVICE_NAME, instance.serviceName());
        to.text(Field.SERVICE_VERSION, instance.serviceVersion());
        to.text(Field.SERVICE_NODE, instance.serviceNode());
    }
}
