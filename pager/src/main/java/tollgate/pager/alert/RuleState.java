package tollgate.pager.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.dashboards.rule.Finding;

/**
 * The groups of a rule that matched lately, by the alert's id within the rule. A group waits until it has matched as often as the rule
 * says, is open then, and over at the first run without it; unless it flaps, when it takes several. Immutable.
 */
record RuleState(Map<String, GroupState> groups) {
    static final RuleState EMPTY = new RuleState(Map.of());

    RuleState {
        groups = Map.copyOf(groups);
    }

    /** The state after a run that was answered. A run that was not leaves the state as it is. */
    RuleState after(Pace pace, List<Finding> findings, Instant now) {
        Map<String, GroupState> next = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String id = finding.alertId();
            // Kibana merges rows of the same group into one alert.
            if (!next.containsKey(id)) {
                GroupState before = groups.get(id);
                next.put(
                        id, before == null ? GroupState.first(pace, finding, now) : before.matched(pace, finding, now));
            }
        }
        groups.forEach((id, before) -> {
            if (!next.containsKey(id)) {
                GroupState silent = before.silent(pace);
                // What never was open, or has been calm for long, is like new.
                if (!silent.forgotten() && (silent.open() || wasOpen(before, silent))) {
                    next.put(id, silent);
                }
            }
        });
        return new RuleState(next);
    }

    private static boolean wasOpen(GroupState before, GroupState silent) {
        return before.open() || silent.silentInARow() > 1;
    }
}
