package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.UsageSource;

/**
 * The tokens of a line of LiteLLM, input with the cached ones contained.
 *
 * <p>LiteLLM writes 0 where it knows no count, so input of 0 tokens is not known, and neither is output beside it. It does not say
 * whether the provider counted or it did, so a known usage has no source.
 *
 * <p>Which counts contain the cached tokens:
 * <ul>
 *   <li>{@code prompt_tokens} does, unless the cached ones are more;
 *   <li>{@code input_tokens} does beside {@code input_tokens_details} (OpenAI's Responses);
 *   <li>{@code input_tokens} does not beside {@code cache_read_input_tokens} or {@code cache_creation_input_tokens} (Anthropic's
 *       Messages).
 * </ul>
 */
record LiteLlmUsage(
        long input,
        long output,
        long cacheRead,
        long cacheCreation,
        long reasoning,
        long attempts,
        @Nullable UsageSource source) {

    private static final LiteLlmUsage NOT_COUNTED =
            new LiteLlmUsage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.UNKNOWN);

    /** The counts on such a line are those of the first time; this time nobody was called, so no tokens were used. */
    private static final LiteLlmUsage CACHE_HIT = new LiteLlmUsage(0, 0, UNKNOWN, UNKNOWN, UNKNOWN, 0, null);

    static LiteLlmUsage of(LiteLlmLine line) throws RefusedLineException {
        if (Boolean.TRUE.equals(line.flag(LiteLlmField.CACHE_HIT))) {
            return CACHE_HIT;
        }
        long input = input(line);
        long output =
                line.count(LiteLlmField.USAGE_COMPLETION, LiteLlmField.COMPLETION_TOKENS, LiteLlmField.USAGE_OUTPUT);
        if (input == UNKNOWN && output <= 0) {
            return NOT_COUNTED;
        }
        return new LiteLlmUsage(
                input,
                output,
                cacheRead(line),
                cacheCreation(line),
                line.count(LiteLlmField.COMPLETION_REASONING, LiteLlmField.OUTPUT_REASONING),
                UNKNOWN,
                null);
    }

    private static long input(LiteLlmLine line) throws RefusedLineException {
        long prompt = line.count(LiteLlmField.USAGE_PROMPT, LiteLlmField.PROMPT_TOKENS);
        long raw = line.count(LiteLlmField.USAGE_INPUT);
        boolean useRaw = prompt <= 0 && raw >= 0;
        long cached = Math.max(0, cacheRead(line)) + Math.max(0, cacheCreation(line));
        boolean anthropic = useRaw
                && line.count(LiteLlmField.INPUT_CACHED) == UNKNOWN
                && line.count(LiteLlmField.CACHE_READ, LiteLlmField.CACHE_CREATION) != UNKNOWN;
        long stated = Math.max(0, useRaw ? raw : prompt);
        long total = anthropic || stated < cached
                ? Tokens.sum(useRaw ? LiteLlmField.USAGE_INPUT : LiteLlmField.USAGE_PROMPT, stated, cached)
                : stated;
        return total == 0 ? UNKNOWN : total;
    }

    private static long cacheRead(LiteLlmLine line) {
        return line.count(LiteLlmField.CACHE_READ, LiteLlmField.PROMPT_CACHED, LiteLlmField.INPUT_CACHED);
    }

    private static long cacheCreation(LiteLlmLine line) {
        return line.count(LiteLlmField.CACHE_CREATION, LiteLlmField.PROMPT_CACHE_CREATION);
    }

    boolean counted() {
        return source != UsageSource.UNKNOWN;
    }

    void addTo(RequestRecordBuilder record) {
        record.inputTokens(input)
                .outputTokens(output)
                .cacheReadTokens(cacheRead)
                .cacheCreationTokens(cacheCreation)
                .reasoningTokens(reasoning)
                .attempts(attempts)
                .usageSource(source);
    }
}
