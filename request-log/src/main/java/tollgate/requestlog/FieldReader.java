package tollgate.requestlog;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tollgate.requestlog.RefusedLineException.Reason;

/** Reads the value of one field into the builder, checked against the field's type. */
final class FieldReader {
    private final Map<String, RecordKind> kinds = byCode(RecordKind.values());
    private final Map<String, UsageSource> usageSources = byCode(UsageSource.values());
    private final Map<String, Outcome> outcomes = byCode(Outcome.values());

    void read(Field field, FieldValues values, RequestRecordBuilder record) throws IOException, RefusedLineException {
        switch (field) {
            case TIMESTAMP -> record.timestamp(values.timestamp(field));
            case REQUEST_ID -> record.requestId(values.text(field));
            case MODEL_NAME -> record.modelName(values.repeated(field));
            case INPUT_TOKENS -> record.inputTokens(values.whole(field, 0, LineReader.MAX_COUNT));
            case OUTPUT_TOKENS -> record.outputTokens(values.whole(field, 0, LineReader.MAX_COUNT));
            case LATENCY_MS -> record.latencyNanos(values.nanos(field));
            case KIND -> record.kind(code(kinds, field, values));
            case RESPONSE_MODEL -> record.responseModel(values.repeated(field));
            case RESPONSE_ID -> record.responseId(values.text(field));
            case PROVIDER -> record.provider(values.repeated(field));
            case OPERATION -> record.operation(values.repeated(field));
            case STREAM -> record.stream(values.bool(field));
            case FINISH_REASON -> record.finishReason(values.repeated(field));
            case CACHE_READ_TOKENS -> record.cacheReadTokens(values.whole(field, 0, LineReader.MAX_COUNT));
            case CACHE_CREATION_TOKENS -> record.cacheCreationTokens(values.whole(field, 0, LineReader.MAX_COUNT));
            case REASONING_TOKENS -> record.reasoningTokens(values.whole(field, 0, LineReader.MAX_COUNT));
            case USAGE_SOURCE -> record.usageSource(code(usageSources, field, values));
            case OUTCOME -> record.outcome(code(outcomes, field, values));
            case STATUS_CODE -> record.status((int) values.whole(field, 100, 599));
            case ERROR_TYPE -> record.errorType(values.repeated(field));
            case ERROR_MESSAGE -> record.errorMessage(values.text(field));
            case TTFT_MS -> record.ttftNanos(values.nanos(field));
            case UPSTREAM_MS -> record.upstreamNanos(values.nanos(field));
            case OVERHEAD_MS -> record.overheadNanos(values.nanos(field));
            case ATTEMPTS -> record.attempts(values.whole(field, 0, LineReader.MAX_COUNT));
            case ATTEMPT_ID -> record.attemptId(values.text(field));
            case TENANT -> record.tenant(values.repeated(field));
            case USER -> record.user(values.text(field));
            case KEY_ID -> record.keyId(values.repeated(field));
            case CLIENT_ADDRESS -> record.clientAddress(values.text(field));
            case USER_AGENT -> record.userAgent(values.repeated(field));
            case SERVICE_NAME -> record.serviceName(values.repeated(field));
            case SERVICE_VERSION -> record.serviceVersion(values.repeated(field));
            case SERVICE_NODE -> record.serviceNode(values.repeated(field));
            case HOST -> record.host(values.repeated(field));
            case TRACE_ID -> record.traceId(values.text(field));
        }
    }

    private static <C extends Code> C code(Map<String, C> codes, Field field, FieldValues values)
            throws IOException, RefusedLineException {
        C code = codes.get(values.repeated(field));
        if (code == null) {
            throw new RefusedLineException(
                    Reason.UNKNOWN_VALUE,
                    field,
                    field.lineName() + " is none of "
                            + codes.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return code;
    }

    private static <C extends Code> Map<String, C> byCode(C[] codes) {
        return Arrays.stream(codes).collect(Collectors.toUnmodifiableMap(Code::code, Function.identity()));
    }
}
