package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;

/**
 * LiteLLM's StandardLoggingPayload, one JSON object a line.
 *
 * <p>Latency is {@code endTime - startTime}: {@code response_time} is the time to the first token where the answer was streamed.
 * A time to the first token is known of streams only, and not where {@code completionStartTime} is {@code endTime}, which LiteLLM
 * writes when it has seen no first token. Source: BerriAI/litellm, litellm/types/utils.py and
 * litellm/litellm_core_utils/litellm_logging.py; docs.litellm.ai, proxy/logging_spec.
 */
final class LiteLlmFormat implements LineFormat {
    private static final String CACHE_HIT_SUFFIX = "_cache_hit";
    /** What LiteLLM writes for an id that it does not have. */
    private static final String NO_ID = "None";
    /** How keys begin, which must not get in where their hash belongs. */
    private static final String KEY_PREFIX = "sk-";

    private final ForeignLines<LiteLlmField> lines = new ForeignLines<>(LiteLlmField.values());

    @Override
    public String name() {
        return "litellm";
    }

    @Override
    public RequestRecord read(byte[] bytes, int offset, int length) throws RefusedLineException {
        LiteLlmLine line = new LiteLlmLine();
        lines.read(bytes, offset, length, line);
        return record(line);
    }

    @Override
    public boolean mayHoldContent() {
        return true;
    }

    private static RequestRecord record(LiteLlmLine line) throws RefusedLineException {
        Instant start = line.moment(LiteLlmField.START);
        if (start == null) {
            throw Missing.field(LiteLlmField.START);
        }
        LiteLlmUsage usage = LiteLlmUsage.of(line);
        LiteLlmResult result = LiteLlmResult.of(line);
        RequestRecordBuilder record = RequestRecord.builder(start, requestId(line), requestedModel(line));
        record.responseModel(result.failed() && !usage.counted() ? null : model(line));
        record.provider(line.text(LiteLlmField.PROVIDER));
        record.operation(operation(line.text(LiteLlmField.CALL_TYPE)));
        record.stream(line.flag(LiteLlmField.STREAM));
        record.responseId(responseId(line));
        record.traceId(line.text(LiteLlmField.TRACE_ID));
        timing(line, start, record);
        caller(line, record);
        usage.addTo(record);
        result.addTo(record);
        return record.build();
    }

    /** Retries and fallbacks share the id of their call; they differ in their start, and so stay apart. */
    private static String requestId(LiteLlmLine line) throws RefusedLineException {
        String callId = line.text(LiteLlmField.CALL_ID);
        String id = callId == null ? id(line) : callId;
        if (id == null) {
            throw Missing.field(LiteLlmField.CALL_ID);
        }
        return id;
    }

    private static @Nullable String id(LiteLlmLine line) {
        String id = line.text(LiteLlmField.ID);
        return NO_ID.equals(id) ? null : id;
    }

    /** Where the provider gave no id, {@code id} is that of the call. */
    private static @Nullable String responseId(LiteLlmLine line) {
        String id = id(line);
        if (id == null || id.equals(line.text(LiteLlmField.CALL_ID))) {
            return null;
        }
        int suffix = id.indexOf(CACHE_HIT_SUFFIX);
        return suffix > 0 ? id.substring(0, suffix) : id;
    }

    /** The name that the caller used is the group's; without a proxy there is none. */
    private static String requestedModel(LiteLlmLine line) {
        String group = line.text(LiteLlmField.MODEL_GROUP);
        String model = group == null ? model(line) : group;
        return model == null ? UNKNOWN_MODEL : model;
    }

    /** Without the prefix by which LiteLLM chooses the provider, which price books do not have. */
    private static @Nullable String model(LiteLlmLine line) {
        String model = line.text(LiteLlmField.MODEL);
        String prefix = line.text(LiteLlmField.PROVIDER) + "/";
        return model != null && model.startsWith(prefix) && model.length() > prefix.length()
                ? model.substring(prefix.length())
                : model;
    }

    /** OpenTelemetry's names; a leading {@code a} is LiteLLM's for calls that do not block. */
    private static @Nullable String operation(@Nullable String callType) {
        return switch (callType) {
            case "completion", "acompletion", "responses", "aresponses", "anthropic_messages" -> "chat";
            case "text_completion", "atext_completion" -> "text_completion";
            case "embedding", "aembedding" -> "embeddings";
            case null, default -> null;
        };
    }

    private static void timing(LiteLlmLine line, Instant start, RequestRecordBuilder record)
            throws RefusedLineException {
        Instant end = line.moment(LiteLlmField.END);
        Instant first = line.moment(LiteLlmField.COMPLETION_START);
        boolean firstIsKnown = Boolean.TRUE.equals(line.flag(LiteLlmField.STREAM))
                && first != null
                && end != null
                && first.isBefore(end);
        record.latencyNanos(Moments.nanos(start, end, LiteLlmField.END));
        record.ttftNanos(firstIsKnown ? Moments.nanos(start, first, LiteLlmField.COMPLETION_START) : UNKNOWN);
        record.overheadNanos(line.overheadNanos());
    }

    private static void caller(LiteLlmLine line, RequestRecordBuilder record) {
        String keyHash = line.text(LiteLlmField.KEY_HASH);
        record.keyId(keyHash != null && keyHash.startsWith(KEY_PREFIX) ? null : keyHash);
        record.tenant(line.firstText(LiteLlmField.TEAM, LiteLlmField.ORGANISATION));
        record.user(line.firstText(LiteLlmField.END_USER, LiteLlmField.KEY_USER));
        record.clientAddress(line.firstText(LiteLlmField.ADDRESS, LiteLlmField.METADATA_ADDRESS));
        record.userAgent(line.firstText(LiteLlmField.USER_AGENT, LiteLlmField.METADATA_USER_AGENT));
    }
}
