package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rules and their connector as saved objects, to be imported by hand. A rule is imported disabled: whoever enables it in Kibana
 * gives it the rights that it runs with.
 */
public final class AlertObjects {
    /** Below what any Kibana 9 is at; a Kibana refuses what is newer than itself. */
    private static final String RULE_VERSION = "10.2.0";

    private static final String CONNECTOR_VERSION = "10.1.0";
    private static final String CORE_VERSION = "8.8.0";

    /** Kibana asks for a time; this one keeps the file the same at each build. */
    private static final String MADE = "2026-01-01T00:00:00.000Z";

    private final RuleSettings settings;
    private final Connector index;
    private final RuleActions actions;

    public AlertObjects(RuleSettings settings, String namespace, DashboardLinks dashboards) {
        this.settings = settings;
        this.index = Connectors.index(namespace);
        this.actions = new RuleActions(List.of(index), dashboards);
    }

    /** The connector, then the rules. */
    public List<ObjectNode> all(List<Rule> rules) {
        List<ObjectNode> objects = new ArrayList<>(List.of(connector()));
        rules.forEach(rule -> objects.add(rule(rule)));
        return objects;
    }

    private ObjectNode connector() {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("actionTypeId", index.type().id());
        attributes.put("name", index.name());
        attributes.put("isMissingSecrets", false);
        attributes.set("config", index.updateRequest().get("config"));
        attributes.putObject("secrets");
        return object("action", index.id(), attributes, List.of(), CONNECTOR_VERSION);
    }

    private ObjectNode rule(Rule rule) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("name", RuleBodies.name(rule));
        attributes.set("tags", RuleBodies.tags(rule));
        attributes.put("enabled", false);
        attributes.put("alertTypeId", RuleBodies.RULE_TYPE);
        attributes.put("consumer", RuleBodies.CONSUMER);
        attributes.putNull("legacyId");
        attributes
                .putObject("schedule")
                .put("interval", Durations.format(rule.schedule().interval()));
        attributes.set("params", RuleBodies.params(rule, settings));
        Map<UUID, String> references = actions(rule, attributes.putArray("actions"));
        nobody(attributes);
        attributes.putObject("alertDelay").put("active", rule.schedule().delayRuns());
        attributes
                .putObject("flapping")
                .put("lookBackWindow", rule.schedule().flapping().lookBackRuns())
                .put("statusChangeThreshold", rule.schedule().flapping().changes());
        attributes
                .putObject("executionStatus")
                .put("status", "pending")
                .put("lastExecutionDate", MADE)
                .putNull("error")
                .putNull("warning");
        List<ObjectNode> nodes = new ArrayList<>();
        references.forEach((id, name) -> nodes.add(reference(id, name)));
        return object("alert", rule.id(), attributes, nodes, RULE_VERSION);
    }

    /** The name of each connector's reference. */
    private Map<UUID, String> actions(Rule rule, ArrayNode to) {
        Map<UUID, String> references = new LinkedHashMap<>();
        for (RuleActions.Action action : actions.of(rule, settings)) {
            String reference = references.computeIfAbsent(action.connector().id(), id -> "action_" + references.size());
            ObjectNode node = to.addObject();
            node.put("uuid", action.uuid().toString());
            node.put("group", action.event().group());
            node.put("actionRef", reference);
            node.put("actionTypeId", action.connector().type().id());
            node.set("params", action.params());
            node.putObject("frequency")
                    .put("summary", false)
                    .put("notifyWhen", "onActionGroupChange")
                    .putNull("throttle");
        }
        return references;
    }

    /** What a rule has that has never run and belongs to nobody. */
    private static void nobody(ObjectNode attributes) {
        attributes.putNull("throttle");
        attributes.putNull("notifyWhen");
        attributes.put("muteAll", false);
        attributes.putArray("mutedInstanceIds");
        attributes.putArray("snoozeSchedule");
        attributes.putNull("apiKey");
        attributes.putNull("apiKeyOwner");
        attributes.putNull("apiKeyCreatedByUser");
        attributes.putNull("scheduledTaskId");
        attributes.putNull("createdBy");
        attributes.putNull("updatedBy");
        attributes.put("createdAt", MADE);
        attributes.put("updatedAt", MADE);
        attributes.put("revision", 0);
        attributes.put("running", false);
    }

    private static ObjectNode reference(UUID id, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "action")
                .put("id", id.toString())
                .put("name", name);
    }

    private static ObjectNode object(
            String type, UUID id, ObjectNode attributes, List<ObjectNode> references, String version) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", type);
        object.put("id", id.toString());
        object.set("attributes", attributes);
        object.putArray("references").addAll(references);
        object.put("managed", false);
        object.put("coreMigrationVersion", CORE_VERSION);
        object.put("typeMigrationVersion", version);
        return object;
    }
}
