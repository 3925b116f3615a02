package tollgate.dashboards.rule;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ES|QL of a rule. Each row that it returns is a group that matches: the columns of the group, the measured {@code value}, the
 * {@code threshold} that it is compared with, and figures beside them. {@code ?_tstart} and {@code ?_tend} are the window's ends.
 *
 * @param template the text, with {@code ${setting}} where a setting belongs
 * @param groupBy columns that make the alert; their values joined by commas are its id, and no measure is among them
 * @param timeField by which documents belong to the window
 * @param minimum the setting below which there is too little to judge, or null where a single document says enough
 */
public record RuleQuery(
        String template,
        List<String> groupBy,
        String timeField,
        @Nullable String minimum) {
    public RuleQuery {
        groupBy = List.copyOf(groupBy);
    }

    /** Names of the settings that it uses. */
    public Set<String> settings() {
        return Placeholders.names(template);
    }

    /** The text to be run. */
    public String text(RuleSettings settings) {
        return Placeholders.fill(template, settings::expression).strip();
    }
}
