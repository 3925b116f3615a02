package tollgate.gateway;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.UsageSource;

/** What is known so far of an answer. Of its content no more than what an estimate of its usage needs, and only until its end. */
final class AnswerFacts {
    private static final int MAX_TEXT_CHARS = 16_384;

    @Nullable
    String id;

    @Nullable
    String model;

    @Nullable
    String finishReason;

    private long inputTokens = UNKNOWN;
    private long outputTokens = UNKNOWN;
    private long cacheReadTokens = UNKNOWN;
    private long cacheCreationTokens = UNKNOWN;
    private long reasoningTokens = UNKNOWN;
    private long contentChunks;
    private long contentChars;
    private @Nullable UsageEstimate estimate;
    private @Nullable StringBuilder text;

    /** From now on, counts anew and keeps what is needed to estimate the usage, should nobody tell it: the start of the text, until the end. */
    void estimateBy(UsageEstimate usageEstimate) {
        estimate = usageEstimate;
        text = new StringBuilder();
        contentChunks = 0;
        contentChars = 0;
    }

    /** Whether content is of use; if not, it need not even be decoded. */
    boolean wantsContent() {
        return estimate != null;
    }

    /** Whether the upstream has told a usage. */
    boolean isMeasured() {
        return inputTokens != UNKNOWN || outputTokens != UNKNOWN;
    }

    /** Counts that are not known are {@code UNKNOWN}. Of several usages the last holds: some upstreams count as they go. */
    void usage(long input, long output, long cacheRead, long cacheCreation, long reasoning) {
        inputTokens = input;
        outputTokens = output;
        cacheReadTokens = cacheRead;
        cacheCreationTokens = cacheCreation;
        reasoningTokens = reasoning;
    }

    /** A chunk has come, with so many characters. */
    void content(int chars) {
        if (chars > 0) {
            contentChunks++;
            contentChars += chars;
        }
    }

    /** Text of a chunk. */
    void text(char[] chars, int offset, int length) {
        if (text != null && text.length() < MAX_TEXT_CHARS) {
            text.append(chars, offset, Math.min(length, MAX_TEXT_CHARS - text.length()));
        }
    }

    /**
     * What the upstream told of the usage. Where it told nothing and some of the answer came, all is estimated; where nothing came,
     * it is not known whether anything was counted.
     */
    void addTo(RequestRecordBuilder record) {
        record.responseId(id).responseModel(model).finishReason(finishReason);
        if (isMeasured()) {
            record.usageSource(UsageSource.PROVIDER)
                    .inputTokens(inputTokens)
                    .outputTokens(outputTokens)
                    .cacheReadTokens(cacheReadTokens)
                    .cacheCreationTokens(cacheCreationTokens)
                    .reasoningTokens(reasoningTokens);
        } else if (estimate != null && text != null && contentChars > 0) {
            record.usageSource(UsageSource.ESTIMATED)
                    .inputTokens(estimate.inputTokens())
                    .outputTokens(estimatedOutput(estimate, text));
        } else {
            record.usageSource(UsageSource.UNKNOWN);
        }
    }

    /** A long answer is taken to go on as it began. No chunk has less than a token. */
    private long estimatedOutput(UsageEstimate by, StringBuilder start) {
        long tokens = by.outputTokens(start);
        long all =
                start.length() >= contentChars ? tokens : Math.round((double) tokens * contentChars / start.length());
        return Math.max(all, contentChunks);
    }
}
