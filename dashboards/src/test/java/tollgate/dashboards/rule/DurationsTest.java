package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"30s, 30, s", "60s, 1, m", "5m, 5, m", "90m, 90, m", "24h, 1, d", "169h, 169, h", "31d, 31, d"})
    void hasTheLargestUnitWithoutARest(String text, long size, String unit) {
        Duration duration = Durations.parse(text);

        assertThat(Durations.size(duration)).isEqualTo(size);
        assertThat(Durations.unit(duration)).isEqualTo(unit);
        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
}
