package tollgate.shipper.usage;

import java.math.BigDecimal;

/**
 * The sums of one usage window, as they stood at one moment. A number that nobody told is
 * {@link tollgate.requestlog.RequestRecord#UNKNOWN}.
 *
 * @param requests all of them
 * @param attempts calls to providers, of the requests that tell
 * @param unmeasured requests whose input or output tokens are unknown; the token sums lack just these
 * @param unpriced requests whose cost is unknown; the cost lacks just these
 * @param inputTokens likewise the other tokens: unknown where no request told any
 * @param cost in the window's currency, of the requests that have a cost
 * @param reportingCost of these, in the one reporting currency, where there was a rate
 * @param reportingMissing requests that have a cost and no rate
 */
public record UsageSums(
        long requests,
        long attempts,
        long unmeasured,
        long unpriced,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        long reasoningTokens,
        BigDecimal cost,
        BigDecimal reportingCost,
        long reportingMissing,
        LatencySums.Snapshot latency,
        LatencySums.Snapshot ttft) {}
