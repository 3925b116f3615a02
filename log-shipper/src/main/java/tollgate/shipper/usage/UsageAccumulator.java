package tollgate.shipper.usage;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import tollgate.requestlog.RequestRecord;

/**
 * Adds up one usage window. The order in which requests and sums of requests come does not matter.
 *
 * <p>A sum is unknown until the first known count, so that "nobody said" never turns into zero. Each count is at most 10^12, so
 * nine million of them fit. Latency is summed as seconds and nanoseconds of a second, since a long of nanoseconds could overflow.
 */
final class UsageAccumulator {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private long requests;
    private long attempts = UNKNOWN;
    private long unmeasured;
    private long inputTokens = UNKNOWN;
    private long outputTokens = UNKNOWN;
    private long cacheReadTokens = UNKNOWN;
    private long cacheCreationTokens = UNKNOWN;
    private long reasoningTokens = UNKNOWN;
    private long latencyCount;
    private long latencySumSeconds;
    private long latencySumNanos;
    private long latencyMaxNanos = UNKNOWN;

    void add(RequestRecord record) {
        RequestRecord.Usage usage = record.usage();
        requests++;
        attempts = sum(attempts, record.result().attempts());
        unmeasured += usage.inputTokens() == UNKNOWN || usage.outputTokens() == UNKNOWN ? 1 : 0;
        addTokens(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheCreationTokens(),
                usage.reasoningTokens());
        long latency = record.timing().latencyNanos();
        if (latency != UNKNOWN) {
            addLatency(1, latency / NANOS_PER_SECOND, latency % NANOS_PER_SECOND, latency);
        }
    }

    void add(UsageSums sums) {
        requests += sums.requests();
        attempts = sum(attempts, sums.attempts());
        unmeasured += sums.unmeasured();
        addTokens(
                sums.inputTokens(),
                sums.outputTokens(),
                sums.cacheReadTokens(),
                sums.cacheCreationTokens(),
                sums.reasoningTokens());
        addLatency(sums.latencyCount(), sums.latencySumSeconds(), sums.latencySumNanos(), sums.latencyMaxNanos());
    }

    UsageSums sums() {
        return new UsageSums(
                requests,
                attempts,
                unmeasured,
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheCreationTokens,
                reasoningTokens,
                latencyCount,
                latencySumSeconds,
                latencySumNanos,
                latencyMaxNanos);
    }

    private void addTokens(long input, long output, long cacheRead, long cacheCreation, long reasoning) {
        inputTokens = sum(inputTokens, input);
        outputTokens = sum(outputTokens, output);
        cacheReadTokens = sum(cacheReadTokens, cacheRead);
        cacheCreationTokens = sum(cacheCreationTokens, cacheCreation);
        reasoningTokens = sum(reasoningTokens, reasoning);
    }

    private void addLatency(long count, long seconds, long nanos, long maxNanos) {
        latencyCount += count;
        long nanoSum = latencySumNanos + nanos;
        latencySumSeconds += seconds + nanoSum / NANOS_PER_SECOND;
        latencySumNanos = nanoSum % NANOS_PER_SECOND;
        latencyMaxNanos = Math.max(latencyMaxNanos, maxNanos);
    }

    private static long sum(long sum, long count) {
        if (count == UNKNOWN) {
            return sum;
        }
        return sum == UNKNOWN ? count : sum + count;
    }
}
