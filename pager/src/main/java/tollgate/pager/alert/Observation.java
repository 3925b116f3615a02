package tollgate.pager.alert;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is open at a moment. Of a rule that was not judged nothing is known: its alerts stay as they were.
 *
 * @param open all open alerts of the rules that were judged
 * @param judged names of these rules; {@link #EVERY} stands for all there are
 * @param failures of rules that could not be judged, the reason by the rule's name
 */
public record Observation(List<Alert> open, Set<String> judged, Map<String, String> failures) {
    /** Stands for all rules. */
    public static final String EVERY = "*";

    public Observation {
        open = List.copyOf(open);
        judged = Set.copyOf(judged);
        failures = Map.copyOf(failures);
    }

    /** Whether silence about an alert of a rule means that it is over. */
    public boolean judges(String rule) {
        return judged.contains(EVERY) || judged.contains(rule);
    }
}
