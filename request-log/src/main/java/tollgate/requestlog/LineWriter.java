package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes request lines: the six seed fields first, what is unknown left out, a line feed at the end. {@link LineReader} reads
 * back an equal record. One thread at a time.
 */
public final class LineWriter {
    private static final int USUAL_LINE_BYTES = 1_024;

    private final JsonBytes json = new JsonBytes(USUAL_LINE_BYTES);

    /** Writes to memory; the target must not throw. */
    public void write(RequestRecord record, OutputStream target) {
        json.clear();
        json.startRoot();
        seed(record);
        model(record.model());
        usage(record.usage());
        result(record.result());
        timing(record.timing());
        caller(record.caller());
        instance(record.instance());
        json.endObject();
        json.put('\n');
        try {
            json.writeTo(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void seed(RequestRecord record) {
        timestamp(Field.TIMESTAMP, record.timestamp());
        text(Field.REQUEST_ID, record.requestId());
        text(Field.MODEL_NAME, record.model().requested());
        count(Field.INPUT_TOKENS, record.usage().inputTokens());
        count(Field.OUTPUT_TOKENS, record.usage().outputTokens());
        millis(Field.LATENCY_MS, record.timing().latencyNanos());
        if (record.kind() != RecordKind.REQUEST) {
            code(Field.KIND, record.kind());
        }
    }

    private void model(RequestRecord.Model model) {
        text(Field.RESPONSE_MODEL, model.answered());
        text(Field.PROVIDER, model.provider());
        text(Field.OPERATION, model.operation());
        bool(Field.STREAM, model.stream());
    }

    private void usage(RequestRecord.Usage usage) {
        count(Field.CACHE_READ_TOKENS, usage.cacheReadTokens());
        count(Field.CACHE_CREATION_TOKENS, usage.cacheCreationTokens());
        count(Field.REASONING_TOKENS, usage.reasoningTokens());
        code(Field.USAGE_SOURCE, usage.source());
    }

    private void result(RequestRecord.Result result) {
        code(Field.OUTCOME, result.outcome());
        count(Field.STATUS_CODE, result.status());
        text(Field.FINISH_REASON, result.finishReason());
        text(Field.ERROR_TYPE, result.errorType());
        text(Field.ERROR_MESSAGE, result.errorMessage());
        text(Field.RESPONSE_ID, result.responseId());
        count(Field.ATTEMPTS, result.attempts());
        text(Field.ATTEMPT_ID, result.attemptId());
    }

    private void timing(RequestRecord.Timing timing) {
        millis(Field.TTFT_MS, timing.ttftNanos());
        millis(Field.UPSTREAM_MS, timing.upstreamNanos());
        millis(Field.OVERHEAD_MS, timing.overheadNanos());
    }

    private void caller(RequestRecord.Caller caller) {
        text(Field.TENANT, caller.tenant());
        text(Field.USER, caller.user());
        text(Field.KEY_ID, caller.keyId());
        text(Field.CLIENT_ADDRESS, caller.address());
        text(Field.USER_AGENT, caller.userAgent());
    }

    private void instance(RequestRecord.Instance instance) {
        text(Field.SERVICE_NAME, instance.serviceName());
        text(Field.SERVICE_VERSION, instance.serviceVersion());
        text(Field.SERVICE_NODE, instance.serviceNode());
        text(Field.HOST, instance.host());
        text(Field.TRACE_ID, instance.traceId());
    }

    private void text(Field field, @Nullable String value) {
        if (value != null) {
            json.name(field.encodedLineName());
            json.text(value);
        }
    }

    private void code(Field field, @Nullable Code value) {
        text(field, value == null ? null : value.code());
    }

    private void bool(Field field, @Nullable Boolean value) {
        if (value != null) {
            json.name(field.encodedLineName());
            json.bool(value);
        }
    }

    private void count(Field field, long value) {
        if (value != UNKNOWN) {
            json.name(field.encodedLineName());
            json.number(value);
        }
    }

    private void timestamp(Field field, Instant value) {
        json.name(field.encodedLineName());
        json.timestamp(value);
    }

    private void millis(Field field, long nanos) {
        if (nanos != UNKNOWN) {
            json.name(field.encodedLineName());
            json.nanosAs(JsonBytes.MILLIS, nanos);
        }
    }
}
