package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.dashboards.yaml.YamlFileException;

class RuleSettingsTest {
    private static final Rules RULES =
            Rules.of(Map.of("settings", RuleFiles.SETTINGS, "errors", RuleFiles.RULE), Map.of("errors", "# Errors"));

    @TempDir
    private Path folder;

    @Test
    void aQueryHasTheDefaults() {
        assertThat(text(RULES.defaults()))
                .contains("threshold = TO_DOUBLE(5)\n")
                .contains("errors >= 20 AND");
        assertThat(RULES.named("errors").summary(RULES.defaults())).isEqualTo("More than 5 % fail.");
    }

    @Test
    void aVariableWinsOverTheFileAndTheFileOverTheDefault() throws IOException {
        Map<String, String> file = Map.of(Rules.SETTINGS_FILE, file("errors_percent: 7.5\nerrors_minimum: 30\n"));

        assertThat(text(RULES.settings(file))).contains("TO_DOUBLE(7.5)").contains("errors >= 30 AND");

        Map<String, String> both =
                Map.of(Rules.SETTINGS_FILE, file.get(Rules.SETTINGS_FILE), "TOLLGATE_RULE_ERRORS_PERCENT", "9");

        assertThat(text(RULES.settings(both))).contains("TO_DOUBLE(9)").contains("errors >= 30 AND");
    }

    @Test
    void groupsMayHaveTheirOwn() throws IOException {
        String file = file("errors_minimum:\n  all: 30\n  each:\n    acme: 5\n    'a \"b\\c': 7.5\n");

        RuleSettings settings = RULES.settings(Map.of(Rules.SETTINGS_FILE, file));

        assertThat(settings.expression("errors_minimum"))
                .isEqualTo(
                        "CASE(llm_gateway.tenant == \"a \\\"b\\\\c\", 7.5, llm_gateway.tenant == \"acme\", 5.0, 30.0)");
        assertThat(settings.plain("errors_minimum")).isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "errors_percent: 101; rules.yaml:1: errors_percent: '101' is not between 1 and 100",
                "errors_percent: 5 | DROP value; rules.yaml:1: errors_percent: '5 | DROP value' is no number, such as 10 or 99.5",
                "errors_percent: {each: {acme: 5}}; rules.yaml:1: errors_percent: has one value for all; write a number",
                "errors_minimum: {each: {acme: 0}}; rules.yaml:1: acme: '0' is not between 1 and 1000",
                "errors_minimum: {some: 5}; rules.yaml:1: unknown key 'some'",
                "error_percent: 5; rules.yaml:1: error_percent: there is no such setting",
            })
    void namesTheLineOfAMistake(String text, String message) throws IOException {
        String file = file(text);

        assertThatThrownBy(() -> RULES.settings(Map.of(Rules.SETTINGS_FILE, file)))
                .isInstanceOf(YamlFileException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "0", "NaN", "5)", "5 OR true", "1234567890123"})
    void takesPlainNumbersWithinTheBoundsOnly(String value) {
        assertThatThrownBy(() -> RULES.settings(Map.of("TOLLGATE_RULE_ERRORS_PERCENT", value)))
                .isInstanceOf(RuleException.class)
                .hasMessageStartingWith("TOLLGATE_RULE_ERRORS_PERCENT: '" + value + "' is no");
    }

    @Test
    void namesAVariableThatIsNone() {
        assertThatThrownBy(() -> RULES.settings(Map.of("TOLLGATE_RULE_ERROR_PERCENT", "5")))
                .isInstanceOf(RuleException.class)
                .hasMessage("TOLLGATE_RULE_ERROR_PERCENT: there is no such setting; correct or unset it");
        assertThatThrownBy(() -> RULES.settings(
                        Map.of(Rules.SETTINGS_FILE, folder.resolve("none.yaml").toString())))
                .isInstanceOf(YamlFileException.class)
                .hasMessageEndingWith("none.yaml: no such file; put it there or correct TOLLGATE_RULE_SETTINGS");
    }

    @Test
    void aSettingOfFewValuesTakesNoOther() {
        Rules rules = Rules.load();

        assertThatThrownBy(() -> rules.settings(Map.of("TOLLGATE_RULE_FIRST_TOKEN_LIMIT_SECONDS", "3")))
                .isInstanceOf(RuleException.class)
                .hasMessage("TOLLGATE_RULE_FIRST_TOKEN_LIMIT_SECONDS: '3' is none of [1, 2, 5, 10, 30]");
    }

    private static String text(RuleSettings settings) {
        return RULES.named("errors").query().text(settings);
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, text);
        return file.toString();
    }
}
