package tollgate.gateway;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.UsageSource;

/** What is known so far of an answer; nothing of its content but the length. */
final class AnswerFacts {
    private static final int CHARS_PER_TOKEN = 4;

    @Nullable
    String id;

    @Nullable
    String model;

    @Nullable
    String finishReason;

    private long inputTokens = UNKNOWN;
    private long outputTokens = UNKNOWN;
    private long cacheReadTokens = UNKNOWN;
    private long reasoningTokens = UNKNOWN;
    private long contentChunks;
    private long contentChars;

    /** Counts that are not known are {@code UNKNOWN}. Of several usages the last holds: some upstreams count as they go. */
    void usage(long input, long output, long cacheRead, long reasoning) {
        inputTokens = input;
        outputTokens = output;
        cacheReadTokens = cacheRead;
        reasoningTokens = reasoning;
    }

    void content(int chars) {
        if (chars > 0) {
            contentChunks++;
            contentChars += chars;
        }
    }

    /**
     * @param whole whether the answer came to its end. Where it did not and the upstream gave no usage, the output is estimated
     *     from what came: a token per chunk or per four characters, whichever are more. That is what a provider will bill at
     *     the least; of a whole answer nothing is guessed.
     */
    void addTo(RequestRecordBuilder record, boolean whole) {
        record.responseId(id).responseModel(model).finishReason(finishReason);
        if (inputTokens != UNKNOWN || outputTokens != UNKNOWN) {
            record.usageSource(UsageSource.PROVIDER)
                    .inputTokens(inputTokens)
                    .outputTokens(outputTokens)
                    .cacheReadTokens(cacheReadTokens)
                    .reasoningTokens(reasoningTokens);
        } else if (!whole && contentChunks > 0) {
            record.usageSource(UsageSource.ESTIMATED)
                    .outputTokens(Math.max(contentChunks, (contentChars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN));
        } else {
            record.usageSource(UsageSource.UNKNOWN);
        }
    }
}
