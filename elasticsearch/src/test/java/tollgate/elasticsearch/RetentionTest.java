package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.requestlog.DataStream;

class RetentionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 days", "0d", "-1d", "-30d", "30", "d", "", " 30d", "30D", "1.5d", "030d", "100000d", "90m", "never"
            })
    void whatIsNoneIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> new RetentionPeriod(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is no retention: write whole days or hours, such as 30d or 36h, or forever");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "30d, {'enabled':true,'data_retention':'30d'}",
                "36h, {'enabled':true,'data_retention':'36h'}",
                "99999d, {'enabled':true,'data_retention':'99999d'}",
                "forever, {'enabled':true}"
            },
            delimiterString = ", ")
    void periodBecomesALifecycle(String text, String lifecycle) {
        assertThat(new RetentionPeriod(text).lifecycle()).hasToString(lifecycle.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST, 30d",
        "INVALID, 90d",
        "USAGE, 400d",
        "USAGE_HOURLY, 400d",
        "RECONCILIATION, 400d",
        "AUDIT, 180d",
        "ALERT, 180d",
        "PAGE, 180d",
        "HOST, 30d"
    })
    void eachStreamHasADefault(DataStream stream, String period) {
        assertThat(Retention.byDefault(stream)).hasToString(period);
        assertThat(Retention.DEFAULT.with(stream, null).set(stream)).isNull();
    }
}
