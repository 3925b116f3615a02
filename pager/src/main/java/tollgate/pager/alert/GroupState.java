package tollgate.pager.alert;

import java.time.Instant;
import java.util.Map;
import tollgate.dashboards.rule.Finding;

/**
 * What is known of one group of a rule.
 *
 * @param matchesInARow zero where the last run did not match
 * @param silentInARow zero where it did
 * @param since the first run of those that match in a row; of an open alert, what opened it
 * @param changes one character for each of the last runs, the newest last: {@code x} where the group began or ceased to match,
 *     {@code .} where it did not
 */
record GroupState(
        Map<String, String> group,
        boolean open,
        int matchesInARow,
        int silentInARow,
        Instant since,
        double value,
        double threshold,
        String changes,
        boolean flapping) {
    private static final char CHANGE = 'x';
    private static final char NO_CHANGE = '.';

    /** Of a group that matches for the first time, so far as is known. */
    static GroupState first(Pace pace, Finding finding, Instant now) {
        return new GroupState(finding.group(), false, 0, 0, now, 0, 0, "", false).matched(pace, finding, now);
    }

    GroupState matched(Pace pace, Finding finding, Instant now) {
        int matches = matchesInARow + 1;
        boolean opens = !open && matches >= pace.delayRuns();
        Instant began = open || matchesInARow > 0 ? since : now;
        String history = append(pace, matchesInARow == 0);
        return new GroupState(
                group,
                open || opens,
                matches,
                0,
                began,
                finding.value(),
                finding.threshold(),
                history,
                flaps(pace, history));
    }

    GroupState silent(Pace pace) {
        int silentRuns = silentInARow + 1;
        String history = append(pace, matchesInARow > 0);
        boolean flaps = flaps(pace, history);
        boolean stays = open && flaps && silentRuns < pace.closingRuns();
        return new GroupState(group, stays, 0, silentRuns, since, value, threshold, history, flaps);
    }

    /** Whether there is nothing left to remember. */
    boolean forgotten() {
        return !open && matchesInARow == 0 && (changes.isEmpty() || changes.indexOf(CHANGE) < 0);
    }

    /** As Kibana: who flaps does so until no change is left within all the runs that are looked at. */
    private boolean flaps(Pace pace, String history) {
        long count = history.chars().filter(change -> change == CHANGE).count();
        return flapping ? count > 0 || history.length() < pace.lookBackRuns() : count >= pace.changes();
    }

    private String append(Pace pace, boolean change) {
        String all = changes + (change ? CHANGE : NO_CHANGE);
        return all.length() <= pace.lookBackRuns() ? all : all.substring(all.length() - pace.lookBackRuns());
    }
}
