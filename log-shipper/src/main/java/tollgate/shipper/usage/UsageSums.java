package tollgate.shipper.usage;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import tollgate.requestlog.RequestRecord;

/**
 * The sums of one usage window. Immutable: {@code plus} of two gives a third, in any order the same.
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
        long latencyMaxNanos) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static final UsageSums NONE =
            new UsageSums(0, UNKNOWN, 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 0, 0, 0, UNKNOWN);

    static UsageSums of(RequestRecord record) {
        RequestRecord.Usage usage = record.usage();
        long latency = record.timing().latencyNanos();
        boolean known = latency != UNKNOWN;
        return new UsageSums(
                1,
                record.result().attempts(),
                usage.inputTokens() == UNKNOWN || usage.outputTokens() == UNKNOWN ? 1 : 0,
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheCreationTokens(),
                usage.reasoningTokens(),
                known ? 1 : 0,
                known ? latency / NANOS_PER_SECOND : 0,
                known ? latency % NANOS_PER_SECOND : 0,
                latency);
    }

    UsageSums plus(UsageSums other) {
        long nanos = latencySumNanos + other.latencySumNanos;
        return new UsageSums(
                requests + other.requests,
                TokenSum.add(attempts, other.attempts),
                unmeasured + other.unmeasured,
                TokenSum.add(inputTokens, other.inputTokens),
                TokenSum.add(outputTokens, other.outputTokens),
                TokenSum.add(cacheReadTokens, other.cacheReadTokens),
                TokenSum.add(cacheCreationTokens, other.cacheCreationTokens),
                TokenSum.add(reasoningTokens, other.reasoningTokens),
                latencyCount + other.latencyCount,
                latencySumSeconds + other.latencySumSeconds + nanos / NANOS_PER_SECOND,
                nanos % NANOS_PER_SECOND,
                Math.max(latencyMaxNanos, other.latencyMaxNanos));
    }
}
