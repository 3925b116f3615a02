package tollgate.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A small bundle with ids that no other has: a tag, a data view, a search, a dashboard, a connector, a rule. */
final class TestBundle implements Bundle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String prefix = "tollgate-test-" + UUID.randomUUID();
    final List<JsonNode> objects = new ArrayList<>();
    final List<ConnectorRequest> connectors = new ArrayList<>();
    final List<ObjectNode> rules = new ArrayList<>();

    TestBundle() {
        objects.add(dashboard("10.2.0", "Overview")); // last in the order of making, first here
        objects.add(object("search", "10.5.0", "title", "Failed", reference("index-pattern", prefix)));
        objects.add(object("index-pattern", "8.0.0", "title", "logs-" + prefix + "-*", ""));
        objects.add(object("tag", "8.0.0", "name", prefix, ""));
        ((ObjectNode) objects.get(3).path("attributes")).put("description", "").put("color", "#0B64DD");
        connectors.add(connector(UUID.randomUUID().toString(), ".index", "{\"index\":\"logs-x\"}", "{}"));
        rules.add(rule("CPU busy", 0));
    }

    JsonNode dashboard(String version, String title) {
        ObjectNode dashboard = object(
                "dashboard", version, "title", title, reference("tag", prefix) + "," + reference("search", prefix));
        ((ObjectNode) dashboard.path("attributes")).put("panelsJSON", "[]");
        return dashboard;
    }

    ObjectNode object(String type, String version, String nameField, String name, String references) {
        return json("""
            {"type":"%s","id":"%s","attributes":{"%s":"%s"},"references":[%s],"managed":false,
             "coreMigrationVersion":"8.8.0","typeMigrationVersion":"%s"}\
            """.formatted(type, prefix, nameField, name, references, version));
    }

    static String reference(String type, String id) {
        return "{\"type\":\"%s\",\"id\":\"%s\",\"name\":\"ref-%s\"}".formatted(type, id, type);
    }

    ConnectorRequest connector(String id, String type, String config, String secrets) {
        ObjectNode update = json("{\"name\":\"%s\",\"config\":%s,\"secrets\":%s}".formatted(prefix, config, secrets));
        ObjectNode create = update.deepCopy();
        return new ConnectorRequest(id, type, prefix, create.put("connector_type_id", type), update);
    }

    /** The body of its update, with its id in it. */
    ObjectNode rule(String name, int threshold) {
        return json("""
            {"id":"%s","name":"%s","tags":["%s"],"schedule":{"interval":"1m"},
             "params":{"searchType":"esqlQuery","esqlQuery":{"esql":"FROM logs-* | LIMIT 1"},"timeField":"@timestamp",
               "timeWindowSize":5,"timeWindowUnit":"m","threshold":[%s],"thresholdComparator":">","size":0,
               "groupBy":"row","aggType":"count","excludeHitsFromPreviousRun":false}}\
            """.formatted(UUID.randomUUID(), name, prefix, threshold));
    }

    String id() {
        return prefix;
    }

    @Override
    public List<JsonNode> savedObjects() {
        return objects;
    }

    @Override
    public List<ConnectorRequest> connectors() {
        return connectors;
    }

    @Override
    public List<RuleRequest> rules(Set<String> connectorIds) {
        List<RuleRequest> requests = new ArrayList<>();
        for (ObjectNode rule : rules) {
            ObjectNode update = rule.deepCopy();
            String id = update.remove("id").asText();
            connectorIds.forEach(connector -> update.withArray("actions")
                    .addObject()
                    .put("id", connector)
                    .put("group", "query matched")
                    .putObject("params"));
            ObjectNode create = update.deepCopy();
            create.put("rule_type_id", ".es-query")
                    .put("consumer", "stackAlerts")
                    .put("enabled", false);
            requests.add(new RuleRequest(id, update.path("name").asText(), create, update));
        }
        return requests;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
