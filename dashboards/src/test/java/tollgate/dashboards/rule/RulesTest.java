package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Map<String, String> FILES = Map.of("settings", RuleFiles.SETTINGS, "errors", RuleFiles.RULE);
    private static final Map<String, String> RUNBOOKS = Map.of("errors", "# Errors");

    private static final int RULES = 26;

    @Test
    void theRulesThatComeWithTollgateAreWhole() {
        Rules rules = Rules.load();

        assertThat(rules.all()).hasSize(RULES);
        assertThat(rules.all()).extracting(Rule::name).isSorted();
        for (Rule rule : rules.all()) {
            assertThat(rules.named(rule.name())).isSameAs(rule);
            assertThat(rule.query().text(rules.defaults())).startsWith("FROM ").doesNotContain("${");
            assertThat(rule.summary(rules.defaults())).endsWith(".").doesNotContain("${");
            assertThat(rule.text().recovers()).startsWith("when ");
            assertThat(rule.schedule().interval())
                    .isLessThanOrEqualTo(rule.schedule().window());
        }
    }

    @Test
    void eachRunbookSaysWhatItMeansWhatToLookAtAndWhatToDo() {
        Rules rules = Rules.load();

        for (Rule rule : rules.all()) {
            assertThat(rules.runbook(rule))
                    .startsWith("# " + rule.text().title() + "\n")
                    .containsSubsequence(
                            "## What it means", "## What to look at", "```esql", "## What to do", "1. ", "2. ");
        }
    }

    @Test
    void refusesARuleWithTheIdOfAnother() {
        assertThatThrownBy(() -> Rules.of(
                        Map.of("settings", RuleFiles.SETTINGS, "errors", RuleFiles.RULE, "more", RuleFiles.RULE),
                        Map.of("errors", "# Errors", "more", "# More")))
                .isInstanceOf(RuleException.class)
                .hasMessage("more: has the id of errors; give it one of its own");
    }

    @Test
    void refusesSettingsThatAreMissingOrNeverUsed() {
        String without = RuleFiles.SETTINGS.substring(RuleFiles.SETTINGS.indexOf("errors_minimum"));
        String more = RuleFiles.SETTINGS + RuleFiles.SETTINGS.replace("errors_", "unused_");

        assertThatThrownBy(() -> Rules.of(Map.of("settings", without, "errors", RuleFiles.RULE), RUNBOOKS))
                .isInstanceOf(RuleException.class)
                .hasMessage("errors: uses the settings [errors_percent], which rules/settings.yaml does not have");
        assertThatThrownBy(() -> Rules.of(Map.of("settings", more, "errors", RuleFiles.RULE), RUNBOOKS))
                .isInstanceOf(RuleException.class)
                .hasMessage("rules/settings.yaml: no rule uses [unused_minimum, unused_percent]; remove them");
    }

    @Test
    void refusesRunbooksThatAreMissingOrOfNoRule() {
        assertThatThrownBy(() -> Rules.of(FILES, Map.of()))
                .isInstanceOf(RuleException.class)
                .hasMessage("runbooks: there is none for [errors]; write them");
        assertThatThrownBy(() -> Rules.of(FILES, Map.of("errors", "# Errors", "more", "# More")))
                .isInstanceOf(RuleException.class)
                .hasMessage("runbooks: there is no rule for [more]; remove or rename them");
    }

    @Test
    void namesTheRulesThatThereAre() {
        assertThatThrownBy(() -> Rules.of(FILES, RUNBOOKS).named("error"))
                .isInstanceOf(RuleException.class)
                .hasMessage("error: there is no such rule; there are errors");
    }
}
