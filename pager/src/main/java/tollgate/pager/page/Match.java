package tollgate.pager.page;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;

/**
 * Which alerts are meant. An empty part leaves nothing out; of the others each must fit. Names may have {@code *} for any characters.
 *
 * @param groups of the group's values joined by commas
 */
public record Match(Set<Severity> severities, List<String> rules, List<String> tenants, List<String> groups) {
    /** All alerts. */
    public static final Match ALL = new Match(Set.of(), List.of(), List.of(), List.of());

    public Match {
        severities = Set.copyOf(severities);
        rules = List.copyOf(rules);
        tenants = List.copyOf(tenants);
        groups = List.copyOf(groups);
    }

    /** Whether an alert is meant. */
    public boolean test(Alert alert) {
        return (severities.isEmpty() || severities.contains(alert.severity()))
                && fits(rules, alert.rule())
                && fits(tenants, alert.tenant())
                && fits(groups, alert.groupText());
    }

    private static boolean fits(List<String> globs, String text) {
        return globs.isEmpty()
                || globs.stream().anyMatch(glob -> pattern(glob).matcher(text).matches());
    }

    private static Pattern pattern(String glob) {
        List<String> parts = List.of(glob.split("\\*", -1));
        return Pattern.compile(parts.stream().map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }
}
