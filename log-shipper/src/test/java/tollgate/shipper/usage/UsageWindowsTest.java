package tollgate.shipper.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;

class UsageWindowsTest {
    private static final Instant MINUTE = Instant.parse("2026-03-15T14:30:00Z");

    private final UsageWindows windows = new UsageWindows(Duration.ofSeconds(30), List.of(), Map.of(), MINUTE);

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
        assertThat(sums.latencyCount()).isEqualTo(2);
        assertThat(sums.latencySumSeconds()).isEqualTo(4);
        assertThat(sums.latencySumNanos()).isEqualTo(200_000_001L);
        assertThat(sums.latencyMaxNanos()).isEqualTo(2_700_000_001L);
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
        assertThat(windows.open()).hasSize(UsageWindows.MAX_OPEN);
    }

    @Test
    void goesOnFromWhatWasOpenAndFromTheRevisionsThatAreDue() {
        windows.add(delta(request(0)), MINUTE);
        windows.closeAll(0);
        windows.add(delta(request(1)), MINUTE);

        UsageWindows restarted =
                new UsageWindows(Duration.ofSeconds(30), windows.open(), windows.nextRevisions(), MINUTE);
        restarted.add(delta(request(2)), MINUTE);

        UsageReport report = restarted.closeAll(1).getFirst();
        assertThat(report.revision()).isEqualTo(1);
        assertThat(report.window().sums().requests()).isEqualTo(2);
    }

    private static UsageDelta delta(RequestRecordBuilder... records) {
        UsageDelta delta = new UsageDelta();
        for (RequestRecordBuilder record : records) {
            delta.add(record.build());
        }
        return delta;
    }

    private static RequestRecordBuilder request(long afterMillis) {
        return RequestRecord.builder(MINUTE.plusMillis(afterMillis), "r", "m");
    }
}
