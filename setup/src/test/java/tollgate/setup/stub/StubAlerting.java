package tollgate.setup.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Connectors and rules, by what Kibana's documentation and source say of them. */
final class StubAlerting {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> LICENCES =
            Map.of(".index", "basic", ".server-log", "basic", ".webhook", "gold", ".pagerduty", "gold");
    private static final Set<String> FIXED = Set.of("rule_type_id", "consumer", "enabled");

    private final StubSpace space;
    private final boolean encryptionKey;
    private final String licence;
    private final Set<String> rulesElsewhere;

    StubAlerting(StubSpace space, boolean encryptionKey, String licence, Set<String> rulesElsewhere) {
        this.space = space;
        this.encryptionKey = encryptionKey;
        this.licence = licence;
        this.rulesElsewhere = rulesElsewhere;
    }

    StubAnswer health() {
        return StubAnswer.ok(JSON.createObjectNode()
                .put("is_sufficiently_secure", true)
                .put("has_permanent_encryption_key", encryptionKey));
    }

    StubAnswer connectorTypes() {
        ArrayNode types = JSON.createArrayNode();
        LICENCES.forEach((id, least) -> types.addObject()
                .put("id", id)
                .put("minimum_license_required", least)
                .put("enabled_in_license", allows(id)));
        return StubAnswer.ok(types);
    }

    private boolean allows(String type) {
        return licence.equals("gold") || LICENCES.getOrDefault(type, "gold").equals("basic");
    }

    StubAnswer connector(String method, String id, JsonNode body) {
        ObjectNode there = space.connectors.get(id);
        switch (method) {
            case "POST" -> {
                String type = body.path("connector_type_id").asText();
                if (there != null) {
                    return StubAnswer.error(409, "Saved object [action/" + id + "] conflict");
                }
                if (!encryptionKey) {
                    return StubAnswer.error(
                            500,
                            "Unable to create action because the Encrypted Saved Objects plugin is missing encryption"
                                    + " key.");
                }
                if (!allows(type)) {
                    return StubAnswer.error(
                            403,
                            "Action type " + type + " is disabled because your basic license does not support it.");
                }
                return StubAnswer.ok(keep(id, body, type));
            }
            case "PUT" -> {
                return there == null || body.has("connector_type_id")
                        ? StubAnswer.error(there == null ? 404 : 400, "[request body.connector_type_id]: not here")
                        : StubAnswer.ok(
                                keep(id, body, there.path("connector_type_id").asText()));
            }
            case "DELETE" -> space.connectors.remove(id);
            default -> {}
        }
        return answer(there, method, "action/" + id);
    }

    /** Secrets go in and do not come out. */
    private ObjectNode keep(String id, JsonNode body, String type) {
        ObjectNode kept = body.deepCopy();
        kept.remove("secrets");
        kept.put("id", id).put("connector_type_id", type).put("is_missing_secrets", false);
        kept.withObject("/config").putNull("stubDefault");
        space.connectors.put(id, kept);
        return kept;
    }

    StubAnswer rule(String method, String id, JsonNode body) {
        ObjectNode there = space.rules.get(id);
        switch (method) {
            case "POST" -> {
                return there != null || rulesElsewhere.contains(id)
                        ? StubAnswer.error(409, "Saved object [alert/" + id + "] conflict")
                        : stored(id, body, body.path("enabled").asBoolean(true));
            }
            case "PUT" -> {
                List<String> refused = FIXED.stream().filter(body::has).sorted().toList();
                if (there == null || !refused.isEmpty()) {
                    return StubAnswer.error(
                            there == null ? 404 : 400, "[request body]: definition for this key is missing " + refused);
                }
                return stored(id, body, there.path("enabled").asBoolean());
            }
            case "DELETE" -> space.rules.remove(id);
            default -> {}
        }
        return answer(there, method, "alert/" + id);
    }

    /** A rule of an import, which checks no parameters, and enables it no more than its file says. */
    static ObjectNode imported(JsonNode object) {
        JsonNode attributes = object.path("attributes");
        ObjectNode rule = JSON.createObjectNode().put("id", object.path("id").asText());
        for (String same : List.of("name", "tags", "schedule", "params", "enabled")) {
            rule.set(same, attributes.path(same));
        }
        rule.putArray("actions");
        return rule;
    }

    StubAnswer enable(String id, boolean enabled) {
        ObjectNode rule = space.rules.get(id);
        if (rule == null) {
            return StubAnswer.error(404, "Saved object [alert/" + id + "] not found");
        }
        rule.put("enabled", enabled);
        return StubAnswer.nothing();
    }

    private StubAnswer stored(String id, JsonNode body, boolean enabled) {
        if (!encryptionKey) {
            return StubAnswer.error(
                    500, "Unable to create rule because the Encrypted Saved Objects plugin is missing encryption key.");
        }
        List<String> mistakes = mistakes(body);
        if (!mistakes.isEmpty()) {
            return StubAnswer.error(400, "params invalid: " + String.join("; ", mistakes));
        }
        ObjectNode rule = body.deepCopy();
        rule.put("id", id).put("enabled", enabled).put("revision", 0);
        rule.withObject("/params").put("stubDefault", "as the real one adds its own");
        space.rules.put(id, rule);
        return StubAnswer.ok(rule);
    }

    private List<String> mistakes(JsonNode body) {
        JsonNode params = body.path("params");
        List<String> mistakes = new ArrayList<>();
        if (!params.path("searchType").asText().equals("esqlQuery")) {
            mistakes.add("[searchType]: the stub knows esqlQuery only");
        }
        if (params.at("/esqlQuery/esql").asText().isEmpty()) {
            mistakes.add("[esqlQuery.esql]: expected value of type [string]");
        }
        if (params.path("timeField").asText().isEmpty()) {
            mistakes.add("[timeField]: is required");
        }
        if (!params.path("thresholdComparator").asText().equals(">")) {
            mistakes.add("[thresholdComparator]: is required to be greater than");
        }
        if (!params.path("threshold").toString().equals("[0]")) {
            mistakes.add("[threshold]: is required to be 0");
        }
        if (params.path("size").asInt(-1) < 0 || params.path("timeWindowSize").asInt() < 1) {
            mistakes.add("[size] and [timeWindowSize]: expected numbers");
        }
        if (!Set.of("all", "row").contains(params.path("groupBy").asText())) {
            mistakes.add("[groupBy]: all or row");
        }
        body.path("actions").forEach(action -> {
            if (!space.connectors.containsKey(action.path("id").asText())) {
                mistakes.add("no connector " + action.path("id").asText());
            }
        });
        return mistakes;
    }

    private static StubAnswer answer(@org.jspecify.annotations.Nullable ObjectNode there, String method, String name) {
        if (there == null) {
            return StubAnswer.error(404, "Saved object [" + name + "] not found");
        }
        return method.equals("DELETE") ? StubAnswer.nothing() : StubAnswer.ok(there);
    }
}
