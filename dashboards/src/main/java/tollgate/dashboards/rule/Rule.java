package tollgate.dashboards.rule;

import java.util.UUID;

/**
 * An alert rule. Immutable.
 *
 * @param name that of its file, and of its runbook
 * @param id the same for ever, in Kibana and in alerts
 */
public record Rule(
        String name, UUID id, Severity severity, RuleText text, RuleQuery query, Schedule schedule, PanelLink panel) {

    /** The summary with the settings' values in it. */
    public String summary(RuleSettings settings) {
        return Placeholders.fill(text.summary(), settings::plain);
    }

    /** Where its runbook stands in the source tree. */
    public String runbook() {
        return "dashboards/runbooks/" + name + ".md";
    }
}
