package tollgate.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMetricsSettingsTest {
    @Test
    void readsIntervalAndProbes() {
        HostMetricsSettings settings = HostMetricsSettings.of(
                " 10", "gateway=http://127.0.0.1:18789/healthz, other=https://other.example/x?k=1");

        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.isOff()).isFalse();
        assertThat(settings.probes())
                .containsExactly(
                        new Probe("gateway", URI.create("http://127.0.0.1:18789/healthz")),
                        new Probe("other", URI.create("https://other.example/x?k=1")));
        assertThat(settings.probes())
                .hasToString("[gateway=http://127.0.0.1:18789/healthz, other=https://other.example/x]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "off"})
    void canBeOff(String seconds) {
        assertThat(HostMetricsSettings.of(seconds, "").isOff()).isTrue();
    }

    @Test
    void probeThatIsSetWinsOverTheOneThatComesByItself() {
        Probe own = new Probe("gateway", URI.create("http://127.0.0.1:1/healthz"));

        assertThat(HostMetricsSettings.of("10", "").withProbe(own).probes()).containsExactly(own);
        assertThat(HostMetricsSettings.of("10", "gateway=http://set.example/")
                        .withProbe(own)
                        .probes())
                .extracting(Probe::url)
                .containsExactly(URI.create("http://set.example/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "3601", "99999"})
    void intervalMustBeSeconds(String seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMetricsSettings.of(seconds, ""))
                .withMessage("--host-metrics-seconds is '" + seconds
                        + "', and must be a whole number of seconds up to 3600, or off");
    }

    @ParameterizedTest
    @CsvSource({
        "http://s3cret@x/y, a probe needs a name: write it as gateway=http://127.0.0.1:18789/healthz",
        "x=http://me:s3cret@h/, the probe of x must not have a name and password in its address: leave them out",
        "x=http://h/s3 cret, the probe of x has an address that cannot be read: illegal character in path at character 11",
        "x=ftp://s3cret/, the probe of x needs an address such as http://127.0.0.1:18789/healthz"
    })
    void badProbeIsToldWithoutItsAddress(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostMetricsSettings.of("10", text))
                .withMessage(message);
    }
}
