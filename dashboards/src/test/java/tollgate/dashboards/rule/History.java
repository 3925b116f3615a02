package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tollgate.elasticsearch.Cluster;

/** Runs a rule over a stretch of time, and tells what opens and closes. */
final class History {
    private final Rule rule;
    private final RuleRun run;
    private final Map<String, Integer> inARow = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final List<String> events = new ArrayList<>();

    private History(Rule rule, RuleSettings settings) {
        this.rule = rule;
        this.run = new RuleRun(rule, settings);
    }

    static List<String> of(Rule rule, RuleSettings settings, Cluster cluster, Instant zero, Duration length)
            throws IOException {
        History history = new History(rule, settings);
        Duration interval = rule.schedule().interval();
        for (Duration at = Duration.ZERO; at.compareTo(length) <= 0; at = at.plus(interval)) {
            history.step(cluster, zero, at);
        }
        return history.events;
    }

    private void step(Cluster cluster, Instant zero, Duration at) throws IOException {
        Set<String> matching = new LinkedHashSet<>();
        for (Finding finding : run.findings(cluster, arrived(run.body(zero.plus(at)), zero.plus(at)))) {
            matching.add(finding.alertId());
            int runs = inARow.merge(finding.alertId(), 1, Integer::sum);
            if (runs >= rule.schedule().delayRuns() && open.add(finding.alertId())) {
                events.add(
                        Scenario.opens((int) at.toMinutes(), finding.alertId(), finding.value(), finding.threshold()));
            }
        }
        inARow.keySet().retainAll(matching);
        for (String alert : List.copyOf(open)) {
            if (!matching.contains(alert)) {
                open.remove(alert);
                events.add(Scenario.closes((int) at.toMinutes(), alert));
            }
        }
    }

    /** What has not arrived by then is not seen by then. */
    private static ObjectNode arrived(ObjectNode body, Instant now) {
        ObjectNode arrivedLater = body.withObject("/filter/bool/must_not/range/event.ingested");
        arrivedLater.put("gt", now.toString());
        return body;
    }
}
