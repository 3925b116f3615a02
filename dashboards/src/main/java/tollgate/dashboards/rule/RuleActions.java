package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a rule does when an alert opens and when it closes: one action for each connector and event. */
final class RuleActions {
    /** One action. */
    record Action(UUID uuid, AlertEvent event, Connector connector, ObjectNode params) {}

    private final List<Connector> connectors;
    private final DashboardLinks dashboards;

    RuleActions(List<Connector> connectors, DashboardLinks dashboards) {
        this.connectors = List.copyOf(connectors);
        this.dashboards = dashboards;
    }

    List<Action> of(Rule rule, RuleSettings settings) {
        List<Action> actions = new ArrayList<>();
        for (Connector connector : connectors) {
            if (connector.type() == Connector.Type.PAGERDUTY && rule.severity() != Severity.PAGE) {
                continue;
            }
            for (AlertEvent event : AlertEvent.values()) {
                String identity = rule.id() + "/" + connector.id() + "/" + event;
                actions.add(new Action(
                        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)),
                        event,
                        connector,
                        params(rule, settings, event, connector)));
            }
        }
        return actions;
    }

    private ObjectNode params(Rule rule, RuleSettings settings, AlertEvent event, Connector connector) {
        ObjectNode document = AlertDocument.template(rule, settings, event, dashboards);
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        switch (connector.type()) {
            case INDEX -> {
                ArrayNode documents = params.putArray("documents");
                documents.add(document);
            }
            // Kibana escapes what it fills into a webhook's body, so this stays JSON.
            case WEBHOOK -> params.put("body", document.toString().replace("{{{kibanaBaseUrl}}}", "{{kibanaBaseUrl}}"));
            case PAGERDUTY -> {
                params.put("eventAction", event == AlertEvent.OPEN ? "trigger" : "resolve");
                params.put("dedupKey", "{{rule.id}}:{{alert.id}}");
                params.put("summary", rule.text().title() + ": {{alert.id}}");
                params.put("severity", "critical");
                params.put("source", "tollgate");
            }
        }
        return params;
    }
}
