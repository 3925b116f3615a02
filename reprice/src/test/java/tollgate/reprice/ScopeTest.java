package tollgate.reprice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.requestlog.DataStream;

class ScopeTest {
    @Test
    void emptyRangeIsRefused() {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");

        assertThatThrownBy(() -> new Scope("n", now, now, null))
                .hasMessage("--from 2026-11-24T12:00:00Z is not before --to 2026-11-24T12:00:00Z:"
                        + " --to is the first moment that is no longer part of the range");
    }

    @Test
    void rangeFinerThanDatesIsRefused() {
        Instant from = Instant.parse("2026-11-24T12:00:00Z");
        Instant to = Instant.parse("2026-11-24T12:00:00.0015Z");

        assertThatThrownBy(() -> new Scope("n", from, to, null))
                .hasMessage("--to 2026-11-24T12:00:00.001500Z is finer than a millisecond, which dates are kept to:"
                        + " round it");
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00.000, 12:01:00.000, 12:00:00, 12:01:00",
        "12:00:00.000, 12:01:00.001, 12:00:00, 12:02:00",
        "12:00:59.999, 12:01:00.000, 12:00:00, 12:01:00",
        "12:00:30.000, 12:03:30.000, 12:00:00, 12:04:00"
    })
    void windowsAreThoseOfTheMinutesThatAreTouched(String from, String to, String first, String end) {
        Scope scope = new Scope("n", at(from), at(to), "m");

        assertThat(Selection.wholeWindows(DataStream.USAGE, WindowSpan.MINUTE, scope))
                .isEqualTo(new Selection(DataStream.USAGE, "n", at(first), at(end), "m"));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-24T" + time + "Z");
    }
}
