package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.dashboards.yaml.YamlFileException;

class RuleReaderTest {
    @Test
    void readsAllOfARule() {
        Rule rule = RuleReader.read("errors", "rules/errors.yaml", RuleFiles.RULE);

        assertThat(rule.name()).isEqualTo("errors");
        assertThat(rule.id()).isEqualTo(UUID.fromString("0b0e6f3e-3c5e-5d0c-9f43-1f6c8a1b2c3d"));
        assertThat(rule.severity()).isEqualTo(Severity.PAGE);
        assertThat(rule.text())
                .isEqualTo(new RuleText("Errors", "More than ${errors_percent} % fail.", "when fewer fail"));
        assertThat(rule.schedule())
                .isEqualTo(new Schedule(Duration.ofMinutes(5), Duration.ofMinutes(1), 2, new Flapping(20, 4)));
        assertThat(rule.panel()).isEqualTo(new PanelLink("errors", "by-tenant"));
        assertThat(rule.query().groupBy()).containsExactly("llm_gateway.tenant");
        assertThat(rule.query().timeField()).isEqualTo("@timestamp");
        assertThat(rule.query().minimum()).isEqualTo("errors_minimum");
        assertThat(rule.query().settings()).containsExactly("errors_percent", "errors_minimum");
        assertThat(rule.runbook()).isEqualTo("dashboards/runbooks/errors.md");
    }

    @Test
    void readsWhatMayBeLeftOut() {
        String text = RuleFiles.RULE
                .replace("minimum: errors_minimum\n", "")
                .replace(
                        "window: 5m",
                        "window: 31d\ntime_field: event.ingested\nflapping: {look_back_runs: 10, changes: 3}");

        Rule rule = RuleReader.read("errors", "rules/errors.yaml", text);

        assertThat(rule.query().minimum()).isNull();
        assertThat(rule.query().timeField()).isEqualTo("event.ingested");
        assertThat(rule.schedule().window()).isEqualTo(Duration.ofDays(31));
        assertThat(rule.schedule().flapping()).isEqualTo(new Flapping(10, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // what is replaced; by what; the line; what the message says
                "0b0e6f3e-3c5e-5d0c; 0b0e6f3e-3c5e-7d0c; 1; is no UUID of the versions 1 to 5",
                "severity: page; severity: loud; 3; 'loud' is none of page, ticket",
                "title: 'Errors'; heading: 'Errors'; 2; unknown key 'heading'",
                "title: 'Errors'; title: ''; 2; expected a text or a number here",
                "window: 5m; window: 5 minutes; 8; window: '5 minutes' is no duration",
                "interval: 1m; interval: 0m; 9; '0m' is no duration",
                "delay_runs: 2; delay_runs: 21; 10; '21' is no number of runs from 1 to 20",
                "panel: errors/by-tenant; flapping: {look_back_runs: 5, often: 2}; 11; unknown key 'often'",
                "panel: errors/by-tenant; panel: errors; 11; 'errors' is no panel",
                "group: [llm_gateway.tenant]; group: llm_gateway.tenant; 6; group: expected a list",
                "recovers: 'when fewer fail'; severity: page; 5; stands here twice",
            })
    void namesTheLineOfAMistake(String from, String to, int line, String message) {
        String broken = RuleFiles.RULE.replace(from, to);
        assertThat(broken).isNotEqualTo(RuleFiles.RULE);

        assertThatThrownBy(() -> RuleReader.read("errors", "rules/errors.yaml", broken))
                .isInstanceOf(YamlFileException.class)
                .hasMessageStartingWith("rules/errors.yaml:" + line + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void namesWhatIsMissing() {
        for (String key : List.of("id", "title", "severity", "summary", "recovers", "window", "interval", "panel")) {
            String broken = RuleFiles.RULE.replaceFirst("(?m)^" + key + ": .*\n", "");

            assertThatThrownBy(() -> RuleReader.read("errors", "rules/errors.yaml", broken))
                    .isInstanceOf(YamlFileException.class)
                    .hasMessage("rules/errors.yaml:1: '" + key + "' is missing; add it");
        }
    }

    @Test
    void saysWhatIsNoYaml() {
        assertThatThrownBy(() -> RuleReader.read("errors", "rules/errors.yaml", "id: [1"))
                .isInstanceOf(YamlFileException.class)
                .hasMessageStartingWith("rules/errors.yaml:")
                .hasMessageContaining("is no YAML");
        assertThatThrownBy(() -> RuleReader.read("errors", "rules/errors.yaml", ""))
                .isInstanceOf(YamlFileException.class)
                .hasMessage("rules/errors.yaml: is empty");
    }
}
