package tollgate.dashboards.rule;

/**
 * What people read of a rule.
 *
 * @param title a few words
 * @param summary what has happened when it fires; {@code ${setting}} stands for a setting's value
 * @param recovers when the alert ends
 */
public record RuleText(String title, String summary, String recovers) {}
