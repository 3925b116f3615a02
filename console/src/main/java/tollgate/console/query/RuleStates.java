package tollgate.console.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import tollgate.console.query.QueryFailedException.Reason;
import tollgate.dashboards.rule.Finding;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleRun;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.dashboards.rule.Rules;

/** The alert rules, and which groups each of them matches now. */
public final class RuleStates {
    private final Rules rules;
    private final RuleSettings settings;
    private final Connection connection;

    public RuleStates(Rules rules, RuleSettings settings, Connection connection) {
        this.rules = rules;
        this.settings = settings;
        this.connection = connection;
    }

    /** All rules, without their state. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("rules");
        for (Rule rule : rules.all()) {
            json.withArray("rules")
                    .addObject()
                    .put("name", rule.name())
                    .put("title", rule.text().title())
                    .put("severity", rule.severity().code())
                    .put("summary", rule.summary(settings))
                    .put("recovers", rule.text().recovers())
                    .put("dashboard", "tollgate-" + rule.panel().dashboard())
                    .put("windowSeconds", rule.schedule().window().toSeconds())
                    .put("intervalSeconds", rule.schedule().interval().toSeconds());
        }
        return json;
    }

    /**
     * What a rule matches, and its runbook as Markdown.
     *
     * @param now end of its window
     */
    public ObjectNode state(Rule rule, Instant now) throws QueryFailedException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", rule.name());
        json.put("at", now.toString());
        json.put("runbook", rules.runbook(rule));
        json.putArray("matches");
        for (Finding finding : findings(rule, now)) {
            ObjectNode match = json.withArray("matches").addObject();
            match.put("group", finding.alertId());
            match.put("value", finding.value());
            match.put("threshold", finding.threshold());
        }
        return json;
    }

    /**
     * The rule of a name.
     *
     * @throws BadQuestionException where there is none
     */
    public Rule named(String name) {
        return rules.all().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadQuestionException("there is no rule '" + name + "'"));
    }

    private List<Finding> findings(Rule rule, Instant now) throws QueryFailedException {
        try {
            return new RuleRun(rule, settings).at(connection.cluster(), now);
        } catch (SocketTimeoutException e) {
            throw new QueryFailedException(Reason.SLOW, "Elasticsearch took too long for this rule");
        } catch (IOException e) {
            String why = ClusterEsql.oneLine(String.valueOf(e.getMessage()));
            throw new QueryFailedException(
                    why.contains("Unknown index") ? Reason.NO_DATA : Reason.REFUSED,
                    "the rule cannot be judged (" + why + ")");
        }
    }
}
