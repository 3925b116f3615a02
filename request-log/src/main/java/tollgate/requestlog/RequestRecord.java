package tollgate.requestlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one chat request. Immutable.
 *
 * <p>A text that is not known is null; a number that is not known is {@link #UNKNOWN}, which no known number can be. Unknown is
 * never zero. There is no field for content: prompts and answers cannot get in.
 *
 * @param timestamp when the request started
 * @param requestId made by the gateway, never the provider's
 */
public record RequestRecord(
        RecordKind kind,
        Instant timestamp,
        String requestId,
        Model model,
        Usage usage,
        Timing timing,
        Result result,
        Caller caller,
        Instance instance) {

    /** Stands for a count, a duration or a status that is not known. */
    public static final long UNKNOWN = -1;

    /**
     * The model that was asked and the one that answered.
     *
     * @param requested the model that was asked for
     * @param answered the model that answered; it is the one to be priced
     * @param provider who runs it
     * @param operation what was asked of it, {@code chat}
     * @param stream whether the answer was streamed
     */
    public record Model(
            String requested,
            @Nullable String answered,
            @Nullable String provider,
            @Nullable String operation,
            @Nullable Boolean stream) {

        /** The model to count and price this request under. */
        public String effective() {
            return answered == null ? requested : answered;
        }
    }

    /**
     * Tokens.
     *
     * @param inputTokens total, cached ones contained
     * @param outputTokens total, reasoning contained
     */
    public record Usage(
            long inputTokens,
            long outputTokens,
            long cacheReadTokens,
            long cacheCreationTokens,
            long reasoningTokens,
            @Nullable UsageSource source) {}

    /**
     * Nanoseconds.
     *
     * @param latencyNanos from the request's start to its end
     * @param ttftNanos from the request's start to the first chunk of the answer
     * @param upstreamNanos of the latency, what the provider took
     * @param overheadNanos of the latency, what the gateway itself took
     */
    public record Timing(long latencyNanos, long ttftNanos, long upstreamNanos, long overheadNanos) {}

    /**
     * How it ended.
     *
     * @param status HTTP status that the caller got, or {@link #UNKNOWN}
     * @param errorType class of the failure, a short stable word
     * @param errorMessage for people, without content
     * @param responseId the provider's id of the answer
     * @param attempts calls to providers, retries counted
     */
    public record Result(
            @Nullable Outcome outcome,
            int status,
            @Nullable String finishReason,
            @Nullable String errorType,
            @Nullable String errorMessage,
            @Nullable String responseId,
            long attempts,
            @Nullable String attemptId) {}

    /** Who asked. {@code keyId} names a key and is never the key. */
    public record Caller(
            @Nullable String tenant,
            @Nullable String user,
            @Nullable String keyId,
            @Nullable String address,
            @Nullable String userAgent) {}

    /** The gateway process that answered. */
    public record Instance(
            @Nullable String serviceName,
            @Nullable String serviceVersion,
            @Nullable String serviceNode,
            @Nullable String host,
            @Nullable String traceId) {}

    /** A builder that knows the three things that every record has. */
    public static RequestRecordBuilder builder(Instant timestamp, String requestId, String modelName) {
        return new RequestRecordBuilder()
                .timestamp(timestamp)
                .requestId(requestId)
                .modelName(modelName);
    }

    /** The outcome, or what the status says of it where none is given, or null. */
    public @Nullable Outcome effectiveOutcome() {
        if (result.outcome() != null) {
            return result.outcome();
        }
        return result.status() == UNKNOWN ? null : Outcome.ofStatus(result.status());
    }
}
