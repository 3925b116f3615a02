package tollgate.shipper.usage;

/**
 * The sums of one usage window, as they stood at one moment. A number that nobody told is
 * {@link tollgate.requestlog.RequestRecord#UNKNOWN}.
 *
 * @param requests all of them
 * @param attempts calls to providers, of the requests that tell
 * @param unmeasured requests whose input or output tokens are unknown; the token sums lack just these
 * @param inputTokens likewise the other tokens: unknown where no request told any
 * @param latencyCount requests whose latency is known; the latency's sum lacks the others
 * @param latencySumNanos sum, as seconds and nanoseconds of a second, since a long of nanoseconds could overflow
 */
public record UsageSums(
        long requests,
        long attempts,
        long unmeasured,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        long reasoningTokens,
        long latencyCount,
        long latencySumSeconds,
        long latencySumNanos,
        long latencyMaxNanos) {}
