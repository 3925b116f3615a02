package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RefusedLineException;

/** What one line of LiteLLM says, by field and as it says it. */
final class LiteLlmLine implements ForeignLines.Sink<LiteLlmField> {
    private final Map<LiteLlmField, String> texts = new EnumMap<>(LiteLlmField.class);
    private final Map<LiteLlmField, Long> counts = new EnumMap<>(LiteLlmField.class);
    private final Map<LiteLlmField, Instant> moments = new EnumMap<>(LiteLlmField.class);
    private final Map<LiteLlmField, Boolean> flags = new EnumMap<>(LiteLlmField.class);
    private long overheadNanos = UNKNOWN;
    private int errorCode = (int) UNKNOWN;

    @Override
    public void take(LiteLlmField field, Value value) throws IOException, RefusedLineException {
        switch (field) {
            case START, END, COMPLETION_START -> moments.put(field, value.epochSeconds());
            case STREAM, CACHE_HIT -> flags.put(field, value.bool());
            case OVERHEAD_MS -> overheadNanos = value.nanosOfMillis();
            case ERROR_CODE -> errorCode = value.status();
            case PROMPT_TOKENS,
                    COMPLETION_TOKENS,
                    USAGE_PROMPT,
                    USAGE_INPUT,
                    USAGE_COMPLETION,
                    USAGE_OUTPUT,
                    CACHE_READ,
                    CACHE_CREATION,
                    PROMPT_CACHED,
                    PROMPT_CACHE_CREATION,
                    INPUT_CACHED,
                    COMPLETION_REASONING,
                    OUTPUT_REASONING -> counts.put(field, value.count());
            case CALL_ID,
                    ID,
                    TRACE_ID,
                    CALL_TYPE,
                    PROVIDER,
                    MODEL,
                    MODEL_GROUP,
                    STATUS,
                    GUARDRAIL_STATUS,
                    ERROR_CLASS,
                    ERROR_PROVIDER,
                    KEY_HASH,
                    TEAM,
                    ORGANISATION,
                    END_USER,
                    KEY_USER,
                    ADDRESS,
                    METADATA_ADDRESS,
                    USER_AGENT,
                    METADATA_USER_AGENT -> text(field, value.text());
        }
    }

    private void text(LiteLlmField field, @Nullable String text) {
        if (text != null) {
            texts.put(field, text);
        }
    }

    @Nullable
    String text(LiteLlmField field) {
        return texts.get(field);
    }

    @Nullable
    String firstText(LiteLlmField field, LiteLlmField otherwise) {
        String text = text(field);
        return text == null ? text(otherwise) : text;
    }

    @Nullable
    Instant moment(LiteLlmField field) {
        return moments.get(field);
    }

    @Nullable
    Boolean flag(LiteLlmField field) {
        return flags.get(field);
    }

    /** The largest that one of the fields says, or {@link tollgate.requestlog.RequestRecord#UNKNOWN} where none says anything. */
    long count(LiteLlmField... fields) {
        long most = UNKNOWN;
        for (LiteLlmField field : fields) {
            most = Math.max(most, counts.getOrDefault(field, UNKNOWN));
        }
        return most;
    }

    long overheadNanos() {
        return overheadNanos;
    }

    /** The HTTP status that stands for the error, or {@link tollgate.requestlog.RequestRecord#UNKNOWN}. */
    int errorCode() {
        return errorCode;
    }
}
