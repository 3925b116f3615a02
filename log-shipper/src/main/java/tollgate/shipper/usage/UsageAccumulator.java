package tollgate.shipper.usage;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import tollgate.pricing.Cost;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.EnrichedRequest;

/**
 * Adds up one usage window. The order in which requests and sums of requests come does not matter.
 *
 * <p>A sum of tokens is unknown until the first known count, so that "nobody said" never turns into zero. Each count is at most
 * 10^12, so nine million of them fit.
 */
final class UsageAccumulator {
    private long requests;
    private long attempts = UNKNOWN;
    private long unmeasured;
    private long unpriced;
    private long inputTokens = UNKNOWN;
    private long outputTokens = UNKNOWN;
    private long cacheReadTokens = UNKNOWN;
    private long cacheCreationTokens = UNKNOWN;
    private long reasoningTokens = UNKNOWN;
    private final MoneySum cost = new MoneySum();
    private final MoneySum reportingCost = new MoneySum();
    private long reportingMissing;
    private final LatencySums latency;
    private final LatencySums ttft;

    UsageAccumulator(SloThresholds thresholds) {
        this(new LatencySums(thresholds), new LatencySums(thresholds));
    }

    private UsageAccumulator(LatencySums latency, LatencySums ttft) {
        this.latency = latency;
        this.ttft = ttft;
    }

    static UsageAccumulator of(UsageSums sums) {
        UsageAccumulator result = new UsageAccumulator(LatencySums.of(sums.latency()), LatencySums.of(sums.ttft()));
        result.requests = sums.requests();
        result.attempts = sums.attempts();
        result.unmeasured = sums.unmeasured();
        result.unpriced = sums.unpriced();
        result.inputTokens = sums.inputTokens();
        result.outputTokens = sums.outputTokens();
        result.cacheReadTokens = sums.cacheReadTokens();
        result.cacheCreationTokens = sums.cacheCreationTokens();
        result.reasoningTokens = sums.reasoningTokens();
        result.cost.add(sums.cost());
        result.reportingCost.add(sums.reportingCost());
        result.reportingMissing = sums.reportingMissing();
        return result;
    }

    void add(EnrichedRequest request) {
        RequestRecord record = request.record();
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
        if (request.cost() instanceof Cost known) {
            cost.add(known.totalNanos());
            reportingCost.add(Math.max(0, known.reportingNanos()));
            reportingMissing += known.reportingMissing() == null ? 0 : 1;
        } else {
            unpriced++;
        }
        latency.add(record.timing().latencyNanos());
        ttft.add(record.timing().ttftNanos());
    }

    void add(UsageAccumulator other) {
        requests += other.requests;
        attempts = sum(attempts, other.attempts);
        unmeasured += other.unmeasured;
        unpriced += other.unpriced;
        addTokens(
                other.inputTokens,
                other.outputTokens,
                other.cacheReadTokens,
                other.cacheCreationTokens,
                other.reasoningTokens);
        cost.add(other.cost);
        reportingCost.add(other.reportingCost);
        reportingMissing += other.reportingMissing;
        latency.add(other.latency);
        ttft.add(other.ttft);
    }

    SloThresholds thresholds() {
        return latency.thresholds();
    }

    /** What the books of lines say of the same requests: each is a line that was read and indexed. */
    ReconciliationSums reconciliation() {
        return new ReconciliationSums(
                requests, requests, 0, 0, requests, unmeasured, unpriced, inputTokens, outputTokens, cost.amount());
    }

    UsageSums sums() {
        return new UsageSums(
                requests,
                attempts,
                unmeasured,
                unpriced,
                inputTokens,
                outputTokens,
                cacheReadTokens,
                cacheCreationTokens,
                reasoningTokens,
                cost.amount(),
                reportingCost.amount(),
                reportingMissing,
                latency.snapshot(),
                ttft.snapshot());
    }

    private void addTokens(long input, long output, long cacheRead, long cacheCreation, long reasoning) {
        inputTokens = sum(inputTokens, input);
        outputTokens = sum(outputTokens, output);
        cacheReadTokens = sum(cacheReadTokens, cacheRead);
        cacheCreationTokens = sum(cacheCreationTokens, cacheCreation);
        reasoningTokens = sum(reasoningTokens, reasoning);
    }

    /** Of counts that may be unknown; the sum is unknown where both are. */
    static long sum(long sum, long count) {
        if (count == UNKNOWN) {
            return sum;
        }
        return sum == UNKNOWN ? count : sum + count;
    }
}
