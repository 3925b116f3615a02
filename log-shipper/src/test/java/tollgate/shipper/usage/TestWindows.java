package tollgate.shipper.usage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tollgate.enrichment.Extra;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.EnrichedRequest;

/** Windows for tests of whoever keeps them. */
public final class TestWindows {
    private TestWindows() {}

    /** A minute's lines, of which one was priced, one refused and one repeated. */
    public static List<ReconciledMinute> lines() {
        return List.of(
                new ReconciledMinute(
                        new ReconciliationKey(29_559_750, "USD"),
                        new ReconciliationSums(1, 1, 0, 0, 1, 0, 0, 15, 20, new BigDecimal("0.000000006"))),
                new ReconciledMinute(new ReconciliationKey(29_559_750, null), ReconciliationSums.ofLines(0, 1, 1)));
    }

    /** One window in which everything is known, and one in which nothing is. */
    public static List<UsageWindow> some() {
        Instant now = Instant.parse("2026-03-15T14:30:22.123Z");
        RequestRecord full =
                RequestRecord.builder(now, "a", "qwen-max")
                        .provider("dashscope")
                        .tenant("search")
                        .outcome(Outcome.OK)
                        .stream(true)
                        .inputTokens(15)
                        .outputTokens(20)
                        .latencyNanos(2_700_000_001L)
                        .ttftNanos(0)
                        .attempts(2)
                        .build();
        UsageDelta delta = new UsageDelta(SloThresholds.DEFAULT);
        delta.add(new EnrichedRequest(full, Extra.NONE, new Cost("USD", 1, 2, 3, 6, "USD", 6, null, "book")));
        delta.add(new EnrichedRequest(
                RequestRecord.builder(now, "b", "m").build(), Extra.NONE, new Unpriced(MissingReason.UNKNOWN_MODEL)));
        UsageWindows windows = new UsageWindows(
                WindowLength.MINUTE, Duration.ofSeconds(1), SloThresholds.DEFAULT, OpenWindows.NONE, now);
        windows.add(delta, now);
        return windows.open().windows();
    }
}
