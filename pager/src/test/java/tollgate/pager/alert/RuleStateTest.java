package tollgate.pager.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.dashboards.rule.Finding;
import tollgate.dashboards.rule.Flapping;
import tollgate.dashboards.rule.Schedule;

class RuleStateTest {
    private static final Instant ZERO = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** One character for each run: {@code 1} where the group matches; then whether the alert is open after each. */
    @ParameterizedTest
    @CsvSource({
        "1, 1,             1",
        "1, 0110,          0110",
        // Four changes: flapping, and over only after four runs without a match.
        "1, 1011,          1011",
        "1, 1010,          1011",
        "1, 1010000,       1011110",
        "1, 10101000010,   10111111011",
        "2, 1011,          0001",
        "2, 110,           010",
        "3, 110111,        000001",
    })
    void opensAndCloses(int delay, String matches, String open) {
        assertThat(play(pace(delay), matches)).isEqualTo(open);
    }

    @Test
    void whoFlappedIsCalmAfterAllTheRunsThatAreLookedAt() {
        String calm = "1".repeat(21);
        assertThat(play(pace(1), "1010" + calm + "0")).endsWith("0");
        assertThat(play(pace(1), "1010" + "1".repeat(10) + "0")).endsWith("1");
    }

    @Test
    void sinceIsTheFirstOfTheRunsThatMatch() {
        RuleState state = RuleState.EMPTY;
        state = state.after(pace(3), List.of(finding(5)), ZERO);
        state = state.after(pace(3), List.of(finding(6)), ZERO.plus(MINUTE));
        state = state.after(pace(3), List.of(finding(7)), ZERO.plus(MINUTE.multipliedBy(2)));

        GroupState group = Objects.requireNonNull(state.groups().get("m"));
        assertThat(group.open()).isTrue();
        assertThat(group.since()).isEqualTo(ZERO);
        assertThat(group.value()).isEqualTo(7);
    }

    @Test
    void nothingIsRememberedForEver() {
        RuleState state = RuleState.EMPTY.after(pace(1), List.of(finding(1)), ZERO);
        for (int run = 0; run < 21; run++) {
            state = state.after(pace(1), List.of(), ZERO.plus(MINUTE.multipliedBy(run)));
        }
        assertThat(state.groups()).isEmpty();
    }

    @Test
    void aFasterPaceKeepsTheDurations() {
        Schedule twice = new Schedule(Duration.ofMinutes(10), MINUTE, 2, new Flapping(20, 4));
        assertThat(Pace.of(twice, Duration.ofSeconds(30))).isEqualTo(new Pace(Duration.ofSeconds(30), 3, 40, 4, 8));
        assertThat(Pace.of(twice, Duration.ofMinutes(5))).isEqualTo(new Pace(MINUTE, 2, 20, 4, 4));
        Schedule slow = new Schedule(Duration.ofHours(6), Duration.ofMinutes(5), 1, new Flapping(20, 4));
        assertThat(Pace.of(slow, Duration.ofSeconds(30)).interval()).isEqualTo(Duration.ofMinutes(5));
    }

    private static String play(Pace pace, String matches) {
        RuleState state = RuleState.EMPTY;
        List<String> open = new ArrayList<>();
        for (int run = 0; run < matches.length(); run++) {
            List<Finding> findings = matches.charAt(run) == '1' ? List.of(finding(run)) : List.of();
            state = state.after(pace, findings, ZERO.plus(MINUTE.multipliedBy(run)));
            GroupState group = state.groups().get("m");
            open.add(group != null && group.open() ? "1" : "0");
        }
        return String.join("", open);
    }

    private static Pace pace(int delay) {
        return new Pace(MINUTE, delay, 20, 4, 4);
    }

    private static Finding finding(double value) {
        return new Finding(Map.of("model", "m"), value, 3, Map.of());
    }
}
