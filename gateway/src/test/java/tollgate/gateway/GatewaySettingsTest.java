package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.access.limit.Budget;
import tollgate.access.limit.RateLimits;

class GatewaySettingsTest {
    private static final AccessSettings ACCESS = new AccessSettings(
            null, RateLimits.NONE, new RateLimits(50, 0, 0), new Budget(null, null, Budget.Action.REFUSE), null, null);

    @Test
    void everythingHasADefault() {
        GatewaySettings settings = GatewaySettings.from(Map.of());

        assertThat(settings)
                .isEqualTo(new GatewaySettings(
                        "127.0.0.1",
                        18_789,
                        new GatewaySettings.Endpoint(null, null),
                        new GatewaySettings.Defaults(
                                "qianwen-turbo", List.of("qianwen-turbo"), 2_048, new BigDecimal("0.7")),
                        new GatewaySettings.Log(Path.of("data/logs"), 104_857_600),
                        new GatewaySettings.Limits(
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(3),
                                Duration.ofMinutes(1),
                                10_485_760,
                                16_384,
                                67_108_864,
                                Runtime.getRuntime().maxMemory() / 2),
                        null,
                        new SimulatedSettings(1, 1, 0.01, 0.005, 0, 0.02),
                        3,
                        null,
                        ACCESS));
        assertThat(settings.isSimulated()).isTrue();
    }

    @Test
    void readsWhatIsSetWithoutTheBlanksAroundIt() {
        GatewaySettings settings = GatewaySettings.from(Map.ofEntries(
                Map.entry("PORT", " 0 "),
                Map.entry("BIND_ADDRESS", "0.0.0.0"),
                Map.entry("API_KEY", "sk-1\n"),
                Map.entry("UPSTREAM_URL", "http://localhost:8000/v1"),
                Map.entry("ANSWER_LIMIT_BYTES", "300"),
                Map.entry("MODEL_NAME", "a"),
                Map.entry("MODELS", "b, a,c ,"),
                Map.entry("MAX_TOKENS", "1"),
                Map.entry("TEMPERATURE", "0"),
                Map.entry("LOG_FOLDER", "/tmp/x"),
                Map.entry("LOG_ROTATION_BYTES", "5"),
                Map.entry("REQUEST_TIMEOUT_MS", "6"),
                Map.entry("SLOW_START_MS", "9"),
                Map.entry("RETRY_ATTEMPTS", "2"),
                Map.entry("SHUTDOWN_TIMEOUT_MS", "7"),
                Map.entry("IDLE_TIMEOUT_MS", "1010"),
                Map.entry("BODY_LIMIT_BYTES", "8"),
                Map.entry("BODY_MEMORY_BYTES", "9000000000"),
                Map.entry("HEADER_LIMIT_BYTES", "2000"),
                Map.entry("SERVICE_NODE", "n1"),
                Map.entry("SIMULATED_SEED", "-9"),
                Map.entry("SIMULATED_SPEED", "100"),
                Map.entry("SIMULATED_RATE_LIMITED_RATIO", "0.1"),
                Map.entry("SIMULATED_ERROR_RATIO", "0.2"),
                Map.entry("SIMULATED_TIMEOUT_RATIO", "0.3"),
                Map.entry("SIMULATED_SLOW_RATIO", "0.4")));

        assertThat(settings)
                .isEqualTo(new GatewaySettings(
                        "0.0.0.0",
                        0,
                        new GatewaySettings.Endpoint(URI.create("http://localhost:8000/v1"), new ApiKey("sk-1")),
                        new GatewaySettings.Defaults("a", List.of("a", "b", "c"), 1, BigDecimal.ZERO),
                        new GatewaySettings.Log(Path.of("/tmp/x"), 5),
                        new GatewaySettings.Limits(
                                Duration.ofMillis(6),
                                Duration.ofMillis(9),
                                Duration.ofMillis(7),
                                Duration.ofMillis(1_010),
                                8,
                                2_000,
                                300,
                                9_000_000_000L),
                        "n1",
                        new SimulatedSettings(-9, 100, 0.1, 0.2, 0.3, 0.4),
                        2,
                        null,
                        ACCESS));
        assertThat(settings.isSimulated()).isFalse();
    }

    @Test
    void aKeyAloneGoesToDashScope() {
        GatewaySettings settings = GatewaySettings.from(Map.of("API_KEY", "sk-1"));

        assertThat(settings.upstream().url())
                .isEqualTo(URI.create("https://dashscope.aliyuncs.com/compatible-mode/v1"));
    }

    @Test
    void whatIsEmptyIsNotSet() {
        assertThat(GatewaySettings.from(Map.of("PORT", "", "API_KEY", " ", "MODELS", "", "SERVICE_NODE", "")))
                .isEqualTo(GatewaySettings.from(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT            | abc   | PORT is \"abc\": set a whole number from 0 to 65535",
                "PORT            | 65536 | PORT is \"65536\": set a whole number from 0 to 65535",
                "MAX_TOKENS      | 0     | MAX_TOKENS is \"0\": set a whole number from 1 to 2147483647",
                "TEMPERATURE     | 3     | TEMPERATURE is \"3\": set a number from 0 to 2",
                "TEMPERATURE     | NaN   | TEMPERATURE is \"NaN\": set a number from 0 to 2",
                "REQUEST_TIMEOUT_MS | 5s | REQUEST_TIMEOUT_MS is \"5s\": set a whole number from 1 to 86400000",
                "SIMULATED_SPEED | 0     | SIMULATED_SPEED is \"0\": set a number from 0.01 to 1000000",
                "SIMULATED_ERROR_RATIO | 1.5 | SIMULATED_ERROR_RATIO is \"1.5\": set a number from 0 to 1",
                "SIMULATED_ERROR_RATIO | 1 | SIMULATED_RATE_LIMITED_RATIO and the other ratios of the simulated model add up to more than 1: lower one of them",
                "API_KEY         | sk 1  | API_KEY has a blank or a character that is not ASCII: set the key alone, as the provider shows it"
            })
    void aBadValueIsOneLineThatSaysWhatToDo(String variable, String value, String message) {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of(variable, value)))
                .isInstanceOf(SettingException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8000",
                "ftp://h/v1",
                "http:///v1",
                "http://u:secret@h/v1",
                "http://h/v1?k=secret",
                "::"
            })
    void aBadAddressIsRefusedWithoutShowingIt(String address) {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("UPSTREAM_URL", address)))
                .isInstanceOf(SettingException.class)
                .hasMessage("UPSTREAM_URL is no address of an OpenAI-compatible endpoint: "
                        + "set one like https://host/v1, without user, password or query");
    }

    @Test
    void aValueWithLineBreaksStaysOneLine() {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("PORT", "1\r\n2")))
                .hasMessage("PORT is \"1 2\": set a whole number from 0 to 65535");
    }

    @Test
    void namesAreShortEnoughForALine() {
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("MODELS", "a," + "m".repeat(257))))
                .hasMessage("MODELS has 257 characters: use at most 256");
    }

    @Test
    void theKeyNeverPrintsItself() {
        assertThat(GatewaySettings.from(Map.of("API_KEY", "sk-canary")).toString())
                .doesNotContain("sk-canary")
                .contains("(secret)");
    }

    @Test
    void overridesReplaceWhatTheySay() {
        GatewaySettings settings = GatewaySettings.from(Map.of("MAX_TOKENS", "7"))
                .withPort(1)
                .withLogFolder(Path.of("f"))
                .withRequestTimeout(Duration.ofMillis(2))
                .withUpstream(URI.create("http://h/v1"), null)
                .withSimulated(SimulatedSettings.faultless(3).withSpeed(4));

        assertThat(settings.port()).isEqualTo(1);
        assertThat(settings.log()).isEqualTo(new GatewaySettings.Log(Path.of("f"), 104_857_600));
        assertThat(settings.limits().requestTimeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(settings.limits().bodyBytes()).isEqualTo(10_485_760);
        assertThat(settings.upstream().url()).isEqualTo(URI.create("http://h/v1"));
        assertThat(settings.simulated()).isEqualTo(new SimulatedSettings(3, 4, 0, 0, 0, 0));
        assertThat(settings.defaults().maxTokens()).isEqualTo(7);
    }

    @Test
    void theReadmeListsEverySettingWithItsDefault() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
                .map(line -> {
                    String[] cells = line.split("\\|", -1);
                    String value = cells[2].strip();
                    return cells[1].strip().replace("`", "") + "="
                            + (value.startsWith("`") ? value.replace("`", "") : "in words");
                })
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(Setting.values())
                        .map(setting -> setting + "=" + Objects.requireNonNullElse(setting.defaultValue(), "in words"))
                        .toList());
    }
}
