package tollgate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloThresholdsTest {
    @Test
    void fieldsAreNamedAfterTheirThresholdsWhateverTheirOrder() {
        assertThat(SloThresholds.parse("2s, 500ms,1500ms").fields())
                .allSatisfy(field -> assertThat(field.mapping()).isEqualTo(DocumentName.Mapping.LONG))
                .extracting(DocumentName::documentPath)
                .containsExactly(
                        "llm_gateway.latency.le_500ms",
                        "llm_gateway.ttft.le_500ms",
                        "llm_gateway.latency.le_1500ms",
                        "llm_gateway.ttft.le_1500ms",
                        "llm_gateway.latency.le_2s",
                        "llm_gateway.ttft.le_2s");
    }

    @Test
    void wholeSecondsInMillisecondsAreSeconds() {
        assertThat(SloThresholds.parse("30000ms,1000ms,2s,5s,10s")).isEqualTo(SloThresholds.DEFAULT);
        assertThat(SloThresholds.DEFAULT.nanos())
                .containsExactly(1_000_000_000L, 2_000_000_000L, 5_000_000_000L, 10_000_000_000L, 30_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1s,1000ms| '1s,1000ms' names a threshold twice",
                "1m| '1m' is no threshold: a list",
                "\"\"| '' is no threshold: a list",
                "1s,| '' is no threshold: a list",
                "0ms| '0ms' is no threshold: a list",
                "-1s| '-1s' is no threshold: a list",
                "1.5s| '1.5s' is no threshold: a list",
                "1000001s| '1000001s' is no threshold: a list of whole milliseconds or seconds up to 1000000s",
                "99999999999999999999s| '99999999999999999999s' is no threshold: a list",
                "1s,2s,3s,4s,5s,6s,7s,8s,9s,10s,11s,12s,13s,14s,15s,16s,17s"
                        + "| '1s,2s,3s,4s,5s,6s,7s,8s,9s,10s,11s,12s,13s,14s,15s,16s,17s' are 17 thresholds, of at most 16"
            })
    void whatIsNoListOfThresholdsIsRefusedInOneLine(String list, String message) {
        assertThatThrownBy(() -> SloThresholds.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }
}
