package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @Test
    void hasDefaultsThatWork() {
        ElasticsearchSettings settings = settings(Map.of());

        assertThat(settings.version()).isEqualTo(ElasticsearchVersion.V8);
        assertThat(settings.port()).isZero();
        assertThat(settings.data()).isNull();
        assertThat(settings.heapMegabytes()).isEqualTo(512);
        assertThat(settings.tuning()).isEqualTo(Tuning.START_UP);
        assertThat(settings.startTimeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void readsEveryVariable() {
        ElasticsearchSettings settings = settings(Map.of(
                "TOLLGATE_CACHE", "/some/cache",
                "TOLLGATE_ELASTICSEARCH_HEAP_MEGABYTES", "1024",
                "TOLLGATE_ELASTICSEARCH_TUNING", "throughput",
                "TOLLGATE_ELASTICSEARCH_START_TIMEOUT_SECONDS", "300"));

        assertThat(settings.cache()).isEqualTo(Path.of("/some/cache"));
        assertThat(settings.heapMegabytes()).isEqualTo(1024);
        assertThat(settings.tuning()).isEqualTo(Tuning.THROUGHPUT);
        assertThat(settings.startTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(settings(Map.of("TOLLGATE_CACHE", " ", "TOLLGATE_ELASTICSEARCH_HEAP_MEGABYTES", "")))
                .isEqualTo(settings(Map.of()));
    }

    @Test
    void rootKeepsItsCacheWhereTheServerCanRead() {
        assumeThat(ServerUser.isRoot()).isTrue();

        assertThat(settings(Map.of("XDG_CACHE_HOME", "/xdg")).cache()).isEqualTo(Path.of("/var/cache/tollgate"));
    }

    @Test
    void othersKeepItWhereTheirCachesAre() {
        assumeThat(ServerUser.isRoot()).isFalse();

        assertThat(settings(Map.of("XDG_CACHE_HOME", "/xdg")).cache()).isEqualTo(Path.of("/xdg/tollgate"));
        assertThat(settings(Map.of()).cache())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "tollgate"));
    }

    @ParameterizedTest
    @CsvSource({
        "TOLLGATE_ELASTICSEARCH_HEAP_MEGABYTES, 1g, a whole number of at least 256",
        "TOLLGATE_ELASTICSEARCH_HEAP_MEGABYTES, 255, a whole number of at least 256",
        "TOLLGATE_ELASTICSEARCH_START_TIMEOUT_SECONDS, 0, a whole number of at least 1",
        "TOLLGATE_ELASTICSEARCH_TUNING, fast, start-up or throughput"
    })
    void saysWhatIsWrongWithAVariable(String variable, String value, String remedy) {
        assertThatThrownBy(() -> settings(Map.of(variable, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(variable + " is \"" + value + "\": set it to " + remedy);
    }

    private static ElasticsearchSettings settings(Map<String, String> variables) {
        return new Environment(variables).settings();
    }
}
