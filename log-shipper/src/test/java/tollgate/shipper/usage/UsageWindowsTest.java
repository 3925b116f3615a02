package tollgate.shipper.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.enrichment.Extra;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Priced;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.sketch.LatencySketch;

class UsageWindowsTest {
    private static final Instant MINUTE = Instant.parse("2026-03-15T14:30:00Z");

    private final UsageWindows windows = windows(WindowLength.MINUTE, OpenWindows.NONE);

    @Test
    void sumsWhatIsKnownAndCountsWhatIsNot() {
        windows.add(
                delta(
                        request(0).inputTokens(10).outputTokens(20).latencyNanos(1_500_000_000L),
                        request(59_999).inputTokens(5).latencyNanos(2_700_000_001L),
                        request(1)),
                MINUTE);

        UsageReport report = windows.closeAll(7).getFirst();

        assertThat(report.sequence()).isEqualTo(7);
        assertThat(report.revision()).isZero();
        UsageSums sums = report.window().sums();
        assertThat(sums.requests()).isEqualTo(3);
        assertThat(sums.unmeasured()).isEqualTo(2);
        assertThat(sums.inputTokens()).isEqualTo(15);
        assertThat(sums.outputTokens()).isEqualTo(20);
        assertThat(sums.reasoningTokens()).isEqualTo(UNKNOWN);
        LatencySketch latency = sums.latency().sketch().toSketch();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.sumNanos()).isEqualTo(4_200_000_001L);
        assertThat(latency.minNanos()).hasValue(1_500_000_000L);
        assertThat(latency.maxNanos()).hasValue(2_700_000_001L);
        assertThat(counts(sums.latency())).containsExactly(0L, 1L, 2L, 2L, 2L);
        assertThat(sums.ttft().sketch().toSketch().count()).isZero();
    }

    @Test
    void latencyOfJustTheThresholdKeepsToIt() {
        windows.add(
                delta(
                        request(0).latencyNanos(1_000_000_000L),
                        request(0).latencyNanos(1_000_000_001L),
                        request(0).latencyNanos(30_000_000_001L)),
                MINUTE);

        assertThat(counts(windows.closeAll(0).getFirst().window().sums().latency()))
                .containsExactly(1L, 2L, 2L, 2L, 2L);
    }

    @Test
    void costsAddUpByCurrencyAndWhatHasNoneIsCounted() {
        UsageDelta delta = new UsageDelta(SloThresholds.DEFAULT);
        delta.add(priced(new Cost("USD", 0, 0, 999_999_999L, 999_999_999L, "USD", 999_999_999L, null, "b")));
        delta.add(priced(new Cost("USD", 0, 0, 2, 2, "USD", 2, null, "b")));
        delta.add(priced(new Cost("CNY", 0, 0, 5, 5, "USD", -1, MissingReason.NO_RATE, "b")));
        delta.add(priced(new Unpriced(MissingReason.UNKNOWN_MODEL)));
        windows.add(delta, MINUTE);

        assertThat(windows.closeAll(0).stream().map(UsageReport::window))
                .extracting(
                        window -> String.valueOf(window.key().currency()),
                        window -> window.sums().cost().toPlainString(),
                        window -> window.sums().unpriced(),
                        window -> window.sums().reportingMissing())
                .containsExactlyInAnyOrder(
                        tuple("USD", "1.000000001", 0L, 0L),
                        tuple("CNY", "0.000000005", 0L, 1L),
                        tuple("null", "0.000000000", 1L, 0L));
    }

    private static EnrichedRequest priced(Priced cost) {
        return new EnrichedRequest(request(0).build(), Extra.NONE, cost);
    }

    @Test
    void minuteModelAndOutcomeEachMakeAWindow() {
        windows.add(
                delta(
                        request(0),
                        request(60_000),
                        request(0).responseModel("other"),
                        request(0).outcome(Outcome.TIMEOUT),
                        request(0).status(429),
                        request(0).tenant("a"),
                        request(0).stream(true)),
                MINUTE);

        assertThat(windows.closeAll(0))
                .hasSize(7)
                .allSatisfy(
                        report -> assertThat(report.window().sums().requests()).isEqualTo(1));
    }

    @Test
    void startedRequestIsNoRequest() {
        windows.add(delta(request(0).kind(RecordKind.SLOW_START)), MINUTE);

        assertThat(windows.closeAll(0)).isEmpty();
    }

    @Test
    void closesOnceTheMinuteIsOverByTheGraceAndNothingComes() {
        windows.add(delta(request(0)), MINUTE.plusSeconds(80));

        assertThat(windows.close(MINUTE.plusSeconds(90), 0)).isEmpty(); // the grace is not over
        assertThat(windows.close(MINUTE.plusSeconds(100), 0)).isEmpty(); // something came 20 s ago
        assertThat(windows.close(MINUTE.plusSeconds(111), 0)).hasSize(1);
        assertThat(windows.close(MINUTE.plusSeconds(999), 1)).isEmpty();
    }

    @Test
    void lateLineIsTheNextRevisionAndHoldsOnlyItself() {
        windows.add(delta(request(0), request(1)), MINUTE);
        windows.closeAll(0);
        windows.add(delta(request(2)), MINUTE.plusSeconds(600));

        UsageReport late = windows.closeAll(1).getFirst();

        assertThat(late.revision()).isEqualTo(1);
        assertThat(late.window().sums().requests()).isEqualTo(1);
    }

    @Test
    void openWindowsAreBoundedAndNoneIsLost() {
        int models = UsageWindows.MAX_OPEN + 10;
        for (int i = 0; i < models; i++) {
            windows.add(delta(request(0).responseModel("m" + i)), MINUTE);
        }

        List<UsageReport> early = windows.close(MINUTE, 0);

        assertThat(early).hasSize(10);
        assertThat(early.getFirst().window().key().model()).isEqualTo("m0");
        assertThat(windows.open().windows()).hasSize(UsageWindows.MAX_OPEN);
    }

    @Test
    void goesOnFromWhatWasOpenAndFromTheRevisionsThatAreDue() {
        windows.add(delta(request(0)), MINUTE);
        windows.closeAll(0);
        windows.add(delta(request(1)), MINUTE);

        UsageWindows restarted = windows(WindowLength.MINUTE, windows.open());
        restarted.add(delta(request(2)), MINUTE);

        UsageReport report = restarted.closeAll(1).getFirst();
        assertThat(report.revision()).isEqualTo(1);
        assertThat(report.window().sums().requests()).isEqualTo(2);
    }

    @Test
    void anHourAddsUpTheMinutesThatHaveClosedAndClosesAfterItsLastMinute() {
        UsageWindows hours = windows(WindowLength.HOUR, OpenWindows.NONE);
        windows.add(delta(request(0).latencyNanos(5), request(60_000).inputTokens(3), request(30 * 60_000)), MINUTE);
        hours.add(windows.closeAll(0), MINUTE);
        windows.add(delta(request(1).latencyNanos(7)), MINUTE);
        hours.add(windows.closeAll(3), MINUTE);

        assertThat(hours.close(MINUTE.plusSeconds(1_830), 9))
                .isEmpty(); // the hour began at 14:00, and the grace is 30 s
        List<UsageReport> first = hours.close(MINUTE.plusSeconds(1_831), 9);

        assertThat(first).singleElement().satisfies(report -> {
            assertThat(report.length()).isEqualTo(WindowLength.HOUR);
            assertThat(report.window().key().minute() * 60)
                    .isEqualTo(Instant.parse("2026-03-15T14:00:00Z").getEpochSecond());
            assertThat(report.window().sums().requests()).isEqualTo(3);
            assertThat(report.window().sums().inputTokens()).isEqualTo(3);
            assertThat(report.window().sums().latency().sketch().toSketch().sumNanos())
                    .isEqualTo(12);
        });
        assertThat(hours.closeAll(10)).singleElement().satisfies(report -> {
            assertThat(report.window().key().minute() * 60)
                    .isEqualTo(Instant.parse("2026-03-15T15:00:00Z").getEpochSecond());
            assertThat(report.window().sums().requests()).isEqualTo(1);
        });
    }

    @Test
    void windowsThatWereCountedAgainstOtherThresholdsCloseAtOnceAndTheNextRevisionHasTheNewOnes() {
        windows.add(delta(request(0).latencyNanos(1_500_000_000L)), MINUTE);
        UsageWindows told = new UsageWindows(
                WindowLength.MINUTE, Duration.ofSeconds(30), SloThresholds.parse("1500ms"), windows.open(), MINUTE);
        UsageWindows hours = new UsageWindows(
                WindowLength.HOUR, Duration.ofSeconds(30), SloThresholds.parse("1500ms"), OpenWindows.NONE, MINUTE);

        List<UsageReport> former = told.close(MINUTE, 0);
        hours.add(former, MINUTE);
        UsageDelta delta = new UsageDelta(SloThresholds.parse("1500ms"));
        delta.add(priced(new Unpriced(MissingReason.UNKNOWN_MODEL)));
        told.add(delta, MINUTE);

        assertThat(counts(former.getFirst().window().sums().latency())).containsExactly(0L, 1L, 1L, 1L, 1L);
        assertThat(hours.close(MINUTE, 1)).hasSize(1);
        assertThat(told.closeAll(2)).singleElement().satisfies(report -> {
            assertThat(report.revision()).isEqualTo(1);
            assertThat(report.window().sums().requests()).isEqualTo(1);
            assertThat(report.window().sums().latency().thresholds()).isEqualTo(SloThresholds.parse("1500ms"));
        });
    }

    private static UsageWindows windows(WindowLength length, OpenWindows from) {
        return new UsageWindows(length, Duration.ofSeconds(30), SloThresholds.DEFAULT, from, MINUTE);
    }

    private static List<Long> counts(LatencySums.Snapshot sums) {
        return sums.within().stream().map(LatencySums.Within::count).toList();
    }

    private static UsageDelta delta(RequestRecordBuilder... records) {
        UsageDelta delta = new UsageDelta(SloThresholds.DEFAULT);
        for (RequestRecordBuilder record : records) {
            delta.add(new EnrichedRequest(record.build(), Extra.NONE, new Unpriced(MissingReason.UNKNOWN_MODEL)));
        }
        return delta;
    }

    private static RequestRecordBuilder request(long afterMillis) {
        return RequestRecord.builder(MINUTE.plusMillis(afterMillis), "r", "m");
    }
}
