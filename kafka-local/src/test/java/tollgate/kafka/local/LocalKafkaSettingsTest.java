package tollgate.kafka.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalKafkaSettingsTest {
    @Test
    void environmentSaysWhatBelongsToTheMachine() {
        LocalKafkaSettings settings = new Environment(
                        Map.of("TOLLGATE_KAFKA_HEAP_MEGABYTES", " 300 ", "TOLLGATE_KAFKA_START_TIMEOUT_SECONDS", "7"))
                .settings();
        assertThat(settings).isEqualTo(new LocalKafkaSettings(1, 0, null, 300, Duration.ofSeconds(7), Access.OPEN));
        assertThat(new Environment(Map.of("TOLLGATE_KAFKA_HEAP_MEGABYTES", ""))
                        .settings()
                        .heapMegabytes())
                .isEqualTo(256);
    }

    @ParameterizedTest
    @CsvSource({"TOLLGATE_KAFKA_HEAP_MEGABYTES, 191, 192", "TOLLGATE_KAFKA_START_TIMEOUT_SECONDS, soon, 1"})
    void variableThatIsWrongIsNamed(String variable, String value, int least) {
        assertThatThrownBy(() -> new Environment(Map.of(variable, value)).settings())
                .hasMessage(variable + " is \"" + value + "\": set it to a whole number of at least " + least);
    }

    @Test
    void portsOfAllNodesMustFit() {
        LocalKafkaSettings settings = new Environment(Map.of()).settings().nodes(3);
        assertThat(settings.port(65_526).port()).isEqualTo(65_526);
        assertThatThrownBy(() -> settings.port(65_527)).hasMessageEndingWith("or one from 1024 to 65526");
        assertThatThrownBy(() -> settings.nodes(0)).hasMessage("0 brokers of Kafka: choose from 1 to 9");
    }
}
