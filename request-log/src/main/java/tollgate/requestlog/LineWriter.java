package tollgate.requestlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes request lines: the six seed fields first, what is unknown left out, a line feed at the end. {@link LineReader} reads
 * back an equal record. One thread at a time.
 */
public final class LineWriter {
    private final JsonFactory json = new JsonFactory().configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, false);
    private final JsonFields fields = new JsonFields();

    /** Writes to memory; the target must not throw. */
    public void write(RequestRecord record, OutputStream target) {
        try (JsonGenerator generator = json.createGenerator(target)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.writeStartObject();
            seed(generator, record);
            model(generator, record.model());
            usage(generator, record.usage());
            result(generator, record.result());
            timing(generator, record.timing());
            caller(generator, record.caller());
            instance(generator, record.instance());
            generator.writeEndObject();
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void seed(JsonGenerator to, RequestRecord record) throws IOException {
        fields.timestamp(to, Field.TIMESTAMP.encodedLineName(), record.timestamp());
        fields.text(to, Field.REQUEST_ID.encodedLineName(), record.requestId());
        fields.text(to, Field.MODEL_NAME.encodedLineName(), record.model().requested());
        fields.count(to, Field.INPUT_TOKENS.encodedLineName(), record.usage().inputTokens());
        fields.count(to, Field.OUTPUT_TOKENS.encodedLineName(), record.usage().outputTokens());
        millis(to, Field.LATENCY_MS, record.timing().latencyNanos());
        if (record.kind() != RecordKind.REQUEST) {
            fields.code(to, Field.KIND.encodedLineName(), record.kind());
        }
    }

    private void model(JsonGenerator to, RequestRecord.Model model) throws IOException {
        fields.text(to, Field.RESPONSE_MODEL.encodedLineName(), model.answered());
        fields.text(to, Field.PROVIDER.encodedLineName(), model.provider());
        fields.text(to, Field.OPERATION.encodedLineName(), model.operation());
        fields.bool(to, Field.STREAM.encodedLineName(), model.stream());
    }

    private void usage(JsonGenerator to, RequestRecord.Usage usage) throws IOException {
        fields.count(to, Field.CACHE_READ_TOKENS.encodedLineName(), usage.cacheReadTokens());
        fields.count(to, Field.CACHE_CREATION_TOKENS.encodedLineName(), usage.cacheCreationTokens());
        fields.count(to, Field.REASONING_TOKENS.encodedLineName(), usage.reasoningTokens());
        fields.code(to, Field.USAGE_SOURCE.encodedLineName(), usage.source());
    }

    private void result(JsonGenerator to, RequestRecord.Result result) throws IOException {
        fields.code(to, Field.OUTCOME.encodedLineName(), result.outcome());
        fields.count(to, Field.STATUS_CODE.encodedLineName(), result.status());
        fields.text(to, Field.FINISH_REASON.encodedLineName(), result.finishReason());
        fields.text(to, Field.ERROR_TYPE.encodedLineName(), result.errorType());
        fields.text(to, Field.ERROR_MESSAGE.encodedLineName(), result.errorMessage());
        fields.text(to, Field.RESPONSE_ID.encodedLineName(), result.responseId());
        fields.count(to, Field.ATTEMPTS.encodedLineName(), result.attempts());
        fields.text(to, Field.ATTEMPT_ID.encodedLineName(), result.attemptId());
    }

    private void timing(JsonGenerator to, RequestRecord.Timing timing) throws IOException {
        millis(to, Field.TTFT_MS, timing.ttftNanos());
        millis(to, Field.UPSTREAM_MS, timing.upstreamNanos());
        millis(to, Field.OVERHEAD_MS, timing.overheadNanos());
    }

    private void caller(JsonGenerator to, RequestRecord.Caller caller) throws IOException {
        fields.text(to, Field.TENANT.encodedLineName(), caller.tenant());
        fields.text(to, Field.USER.encodedLineName(), caller.user());
        fields.text(to, Field.KEY_ID.encodedLineName(), caller.keyId());
        fields.text(to, Field.CLIENT_ADDRESS.encodedLineName(), caller.address());
        fields.text(to, Field.USER_AGENT.encodedLineName(), caller.userAgent());
    }

    private void instance(JsonGenerator to, RequestRecord.Instance instance) throws IOException {
        fields.text(to, Field.SERVICE_NAME.encodedLineName(), instance.serviceName());
        fields.text(to, Field.SERVICE_VERSION.encodedLineName(), instance.serviceVersion());
        fields.text(to, Field.SERVICE_NODE.encodedLineName(), instance.serviceNode());
        fields.text(to, Field.HOST.encodedLineName(), instance.host());
        fields.text(to, Field.TRACE_ID.encodedLineName(), instance.traceId());
    }

    private void millis(JsonGenerator to, Field field, long nanos) throws IOException {
        fields.nanosAs(JsonFields.MILLIS, to, field.encodedLineName(), nanos);
    }
}
