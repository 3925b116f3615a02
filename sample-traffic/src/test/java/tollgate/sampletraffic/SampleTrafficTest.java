package tollgate.sampletraffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.LineWriter;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;

class SampleTrafficTest {
    private static final TrafficSettings WEEK = TrafficSettings.week(Instant.parse("2026-11-24T15:00:00Z"));
    private static final SampleTraffic TRAFFIC = SampleTraffic.of(WEEK);

    @Test
    void equalSettingsMakeEqualTraffic() {
        TrafficSettings few = WEEK.withRequests(500);

        assertThat(SampleTraffic.of(few)).isEqualTo(SampleTraffic.of(few));
        assertThat(SampleTraffic.of(few).requests())
                .isNotEqualTo(SampleTraffic.of(few.withSeed(2)).requests());
    }

    @Test
    void eachRequestIsThereOnceAndWithinItsTime() {
        assertThat(TRAFFIC.ended()).hasSize(WEEK.requests());
        assertThat(TRAFFIC.ended().stream().map(each -> each.record().requestId()))
                .doesNotHaveDuplicates();
        assertThat(TRAFFIC.requests())
                .allSatisfy(each -> assertThat(each.record().timestamp())
                        .isBetween(WEEK.start(), WEEK.now())
                        .isBefore(each.ingested()));
    }

    @Test
    void allThatCanHappenHappens() {
        Set<Outcome> outcomes = new HashSet<>();
        Set<Object> kinds = new HashSet<>();
        TRAFFIC.requests().forEach(each -> {
            outcomes.add(each.record().effectiveOutcome());
            kinds.add(each.record().kind());
            kinds.add(each.costMissing() == null ? "priced" : each.costMissing());
            kinds.add(each.team() == null ? "no team" : each.team());
            kinds.add(each.cost() == null ? "no currency" : each.cost().currency());
        });

        assertThat(outcomes).containsAll(Arrays.asList(Outcome.values())).contains((Outcome) null);
        assertThat(kinds)
                .contains(RecordKind.SLOW_START, "priced", "unknown_model", "unknown_usage", "no team", "CNY", "USD");
        assertThat(TRAFFIC.refusals().stream().map(SampleRefusal::reason))
                .contains("not_json", "missing_field", "bad_timestamp", "negative");
    }

    @Test
    void nightsAreQuieterThanDays() {
        long night = TRAFFIC.ended().stream()
                .filter(each ->
                        each.record().timestamp().atOffset(ZoneOffset.UTC).getHour() < 7)
                .count();

        assertThat(night * 24 / 7).isLessThan(WEEK.requests() / 2L);
    }

    @Test
    void linesAreReadBackEqual() throws Exception {
        for (SampleRequest request : TRAFFIC.requests().subList(0, 2_000)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            new LineWriter().write(request.record(), line);
            RequestRecord read = new LineReader().read(line.toByteArray(), 0, line.size() - 1);
            assertThat(read).isEqualTo(request.record());
        }
    }

    @Test
    void trafficNeedsARequestAndTime() {
        assertThatThrownBy(() -> WEEK.withRequests(0))
                .hasMessage("traffic needs a request and time for it: 0 in PT168H");
        assertThatThrownBy(() -> new TrafficSettings(1, WEEK.now(), Duration.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
