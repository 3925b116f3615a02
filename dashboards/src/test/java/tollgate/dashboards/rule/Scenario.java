package tollgate.dashboards.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What happens to a gateway, and what a rule must make of it.
 *
 * @param settings variables that the operator has set
 * @param length from the scenario's minute 0 on, for which the rule runs at each of its intervals
 * @param traffic what happens
 * @param events what opens and closes at which minute; empty where the rule must stay silent
 */
record Scenario(
        String rule,
        String name,
        Map<String, String> settings,
        Duration length,
        Consumer<Traffic> traffic,
        List<String> events) {

    static Scenario of(String rule, String name, int minutes, Consumer<Traffic> traffic, String... events) {
        return new Scenario(rule, name, Map.of(), Duration.ofMinutes(minutes), traffic, List.of(events));
    }

    Scenario with(String variable, String value) {
        return new Scenario(rule, name, Map.of(variable, value), length, traffic, events);
    }

    boolean isSilent() {
        return events.isEmpty();
    }

    /** An alert that opens: its id, what was measured, and against what. */
    static String opens(int minute, String alert, double value, double threshold) {
        return minute + ": " + alert + " opens, " + value + " against " + threshold;
    }

    static String closes(int minute, String alert) {
        return minute + ": " + alert + " closes";
    }
}
