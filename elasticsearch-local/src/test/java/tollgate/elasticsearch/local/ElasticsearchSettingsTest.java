package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchSettingsTest {
    private final ElasticsearchSettings settings = new Environment(Map.of()).settings();

    @Test
    void changesWhatIsNamed() {
        assertThat(settings.version(ElasticsearchVersion.V9)
                        .port(9201)
                        .data(Path.of("data"))
                        .heapMegabytes(256)
                        .tuning(Tuning.THROUGHPUT)
                        .startTimeout(Duration.ofSeconds(3))
                        .cache(Path.of("cache")))
                .isEqualTo(new ElasticsearchSettings(
                        ElasticsearchVersion.V9,
                        9201,
                        Path.of("data"),
                        256,
                        Tuning.THROUGHPUT,
                        Duration.ofSeconds(3),
                        Path.of("cache")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 80, 1023, 65_536})
    void refusesAPortThatTheServerCannotHave(int port) {
        assertThatThrownBy(() -> settings.port(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The port of Elasticsearch is " + port
                        + ": choose 0 for a free one, or one from 1024 to 65535");
    }

    @Test
    void refusesAHeapThatIsTooSmall() {
        assertThatThrownBy(() -> settings.heapMegabytes(255))
                .hasMessage("The heap of Elasticsearch is 255 MB: give it at least 256 MB");
    }

    @Test
    void refusesNoTimeToStart() {
        assertThatThrownBy(() -> settings.startTimeout(Duration.ZERO)).hasMessageContaining("give it a positive one");
    }
}
