package tollgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterNodesTest {
    private static final Instant BEFORE = Instant.parse("2026-11-26T00:00:00Z");
    private static final Instant AFTER = BEFORE.plusMillis(1_500);

    @ParameterizedTest
    @CsvSource({
        "-2000, OK, agree",
        "-2001, WARNING, '2,001 ms apart'",
        "700, OK, agree",
        "3500, OK, agree",
        "31500, WARNING, '30,000 ms apart'",
        "31501, PROBLEM, '30,001 ms apart'"
    })
    void theTimeOfTheQuestionIsNoDifference(long milliseconds, Severity severity, String end) {
        Finding found = ClusterNodes.clock("one", BEFORE.plusMillis(milliseconds), BEFORE, AFTER);

        assertThat(found.severity()).isEqualTo(severity);
        assertThat(found.text()).endsWith(end);
    }

    @ParameterizedTest
    @CsvSource({"84, OK", "85, WARNING", "94, WARNING", "95, PROBLEM"})
    void disksAreJudgedByTheWatermarks(long used, Severity severity) {
        assertThat(ClusterNodes.disk("one", 100 - used, 100).severity()).isEqualTo(severity);
    }
}
