package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The bodies of requests to Kibana's alerting API ({@code /api/alerting/rule/ID}, ID that of the rule). */
public final class RuleBodies {
    static final String RULE_TYPE = ".es-query";
    /** The one that Kibana's stack rules have: with another, the rule is refused or not seen. */
    static final String CONSUMER = "stackAlerts";

    static final String TAG = "tollgate";

    private final RuleSettings settings;
    private final RuleActions actions;

    /**
     * Bodies of rules with these settings, whose alerts go to these connectors.
     *
     * @param connectors those that the Kibana has and its licence allows
     */
    public RuleBodies(RuleSettings settings, List<Connector> connectors, DashboardLinks dashboards) {
        this.settings = settings;
        this.actions = new RuleActions(connectors, dashboards);
    }

    /** Of {@code POST}; the rule is made disabled, so that enabling is a step of its own for new and old rules alike. */
    public ObjectNode create(Rule rule) {
        ObjectNode body = update(rule);
        body.put("rule_type_id", RULE_TYPE);
        body.put("consumer", CONSUMER);
        body.put("enabled", false);
        return body;
    }

    /** Of {@code PUT}; whether the rule is enabled stays as it is. */
    public ObjectNode update(Rule rule) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name(rule));
        body.set("tags", tags(rule));
        body.putObject("schedule")
                .put("interval", Durations.format(rule.schedule().interval()));
        body.set("params", params(rule, settings));
        body.putObject("alert_delay").put("active", rule.schedule().delayRuns());
        body.putObject("flapping")
                .put("look_back_window", rule.schedule().flapping().lookBackRuns())
                .put("status_change_threshold", rule.schedule().flapping().changes());
        ArrayNode list = body.putArray("actions");
        for (RuleActions.Action action : actions.of(rule, settings)) {
            ObjectNode node = list.addObject();
            node.put("uuid", action.uuid().toString());
            node.put("group", action.event().group());
            node.put("id", action.connector().id().toString());
            node.set("params", action.params());
            node.putObject("frequency")
                    .put("summary", false)
                    .put("notify_when", "onActionGroupChange")
                    .putNull("throttle");
        }
        return body;
    }

    static String name(Rule rule) {
        return "[Tollgate] " + rule.text().title();
    }

    static ArrayNode tags(Rule rule) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(TAG)
                .add(rule.severity().code())
                .add(rule.name());
    }

    static ObjectNode params(Rule rule, RuleSettings settings) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("searchType", "esqlQuery");
        params.putObject("esqlQuery").put("esql", rule.query().text(settings));
        params.put("timeField", rule.query().timeField());
        params.put("timeWindowSize", Durations.size(rule.schedule().window()));
        params.put("timeWindowUnit", Durations.unit(rule.schedule().window()));
        // The query has the threshold; Kibana takes nothing else for ES|QL.
        params.putArray("threshold").add(0);
        params.put("thresholdComparator", ">");
        params.put("size", 0);
        params.put("groupBy", "row");
        params.put("aggType", "count");
        params.put("excludeHitsFromPreviousRun", false);
        return params;
    }
}
