package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kibana asks of rules and connectors that are imported, as far as its sources say: import checks little of it, and a rule that
 * breaks it fails when it runs. It stands in for a Kibana, which no test here has.
 */
final class AlertObjectChecks {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern MUSTACHE = Pattern.compile("\\{\\{\\{?[#/]?([\\w.]+)\\}?\\}\\}");
    private static final Set<String> VARIABLES = Set.of(
            "rule.id",
            "rule.name",
            "rule.spaceId",
            "alert.id",
            "alert.uuid",
            "alert.flapping",
            "context.hits",
            "_source.value",
            "_source.threshold",
            "kibanaBaseUrl");

    /** Attributes that a rule must have ({@code raw_rule/v1.ts}). */
    private static final List<String> RULE_ATTRIBUTES = List.of(
            "name",
            "enabled",
            "consumer",
            "tags",
            "alertTypeId",
            "apiKeyOwner",
            "apiKey",
            "createdBy",
            "updatedBy",
            "createdAt",
            "updatedAt",
            "muteAll",
            "mutedInstanceIds",
            "revision",
            "schedule",
            "legacyId",
            "actions",
            "executionStatus",
            "params");

    private static final List<String> NOBODYS = List.of(
            "apiKey", "apiKeyOwner", "apiKeyCreatedByUser", "scheduledTaskId", "legacyId", "notifyWhen", "throttle");

    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** All mistakes of the objects of one file, each in one line. */
    static List<String> mistakes(List<? extends JsonNode> objects) {
        AlertObjectChecks checks = new AlertObjectChecks();
        objects.forEach(checks::object);
        objects.stream()
                .filter(object -> object.path("type").asText().equals("alert"))
                .forEach(checks::rule);
        objects.stream()
                .filter(object -> object.path("type").asText().equals("action"))
                .forEach(checks::connector);
        return checks.mistakes;
    }

    private void object(JsonNode object) {
        String key = object.path("type").asText() + ":" + object.path("id").asText();
        check(ids.add(key), key + " stands twice");
        check(UUID.matcher(object.path("id").asText()).matches(), key + ": the id is no UUID");
        for (String version : List.of("coreMigrationVersion", "typeMigrationVersion")) {
            check(object.path(version).asText().matches("\\d+\\.\\d+\\.\\d+"), key + ": no " + version);
        }
        for (JsonNode reference : object.path("references")) {
            String target =
                    reference.path("type").asText() + ":" + reference.path("id").asText();
            check(target.startsWith("action:"), key + ": reference to " + target);
        }
    }

    private void rule(JsonNode object) {
        JsonNode rule = object.path("attributes");
        String name = rule.path("name").asText();
        for (String attribute : RULE_ATTRIBUTES) {
            check(rule.has(attribute), name + ": no " + attribute);
        }
        for (String attribute : NOBODYS) {
            check(rule.path(attribute).isNull(), name + ": " + attribute + " is not null");
        }
        check(rule.path("enabled").isBoolean() && !rule.path("enabled").asBoolean(), name + ": enabled");
        check(rule.path("alertTypeId").asText().equals(".es-query"), name + ": alertTypeId");
        check(rule.path("consumer").asText().equals("stackAlerts"), name + ": consumer");
        check(rule.at("/schedule/interval").asText().matches("[1-9]\\d*[smhd]"), name + ": interval");
        check(rule.at("/alertDelay/active").asInt() >= 1, name + ": alertDelay");
        check(rule.at("/executionStatus/status").asText().equals("pending"), name + ": executionStatus");
        params(name, rule.path("params"));
        actions(name, object);
    }

    private void params(String name, JsonNode params) {
        check(params.path("searchType").asText().equals("esqlQuery"), name + ": searchType");
        check(params.at("/esqlQuery/esql").asText().startsWith("FROM "), name + ": esql");
        check(!params.path("timeField").asText().isEmpty(), name + ": timeField");
        check(params.path("threshold").toString().equals("[0]"), name + ": threshold");
        check(params.path("thresholdComparator").asText().equals(">"), name + ": thresholdComparator");
        check(params.path("size").isInt() && params.path("size").asInt() >= 0, name + ": size");
        check(
                params.path("timeWindowSize").isIntegralNumber()
                        && params.path("timeWindowSize").asInt() >= 1,
                name + ": timeWindowSize");
        check(params.path("timeWindowUnit").asText().matches("[smhd]"), name + ": timeWindowUnit");
        check(params.path("groupBy").asText().equals("row"), name + ": groupBy");
    }

    private void actions(String name, JsonNode object) {
        Set<String> uuids = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (JsonNode action : object.at("/attributes/actions")) {
            check(uuids.add(action.path("uuid").asText()), name + ": two actions with one uuid");
            check(UUID.matcher(action.path("uuid").asText()).matches(), name + ": an action without a uuid");
            groups.add(action.path("group").asText());
            String target = null;
            for (JsonNode reference : object.path("references")) {
                if (reference.path("name").equals(action.path("actionRef"))) {
                    target = "action:" + reference.path("id").asText();
                }
            }
            check(target != null && ids.contains(target), name + ": actionRef leads nowhere");
            check(
                    action.at("/frequency/notifyWhen").asText().equals("onActionGroupChange")
                            && action.at("/frequency/summary").isBoolean()
                            && action.at("/frequency/throttle").isNull(),
                    name + ": frequency");
            Matcher variable = MUSTACHE.matcher(action.path("params").toString());
            while (variable.find()) {
                check(VARIABLES.contains(variable.group(1)), name + ": there is no variable " + variable.group(1));
            }
        }
        check(groups.equals(Set.of("query matched", "recovered")), name + ": acts on " + groups);
    }

    private void connector(JsonNode object) {
        JsonNode connector = object.path("attributes");
        check(connector.path("actionTypeId").asText().equals(".index"), "connector: not of the free licence");
        check(
                connector.path("isMissingSecrets").isBoolean()
                        && !connector.path("isMissingSecrets").asBoolean(),
                "connector: isMissingSecrets");
        check(connector.path("secrets").isObject() && connector.path("secrets").isEmpty(), "connector: secrets");
        check(
                connector.at("/config/index").asText().matches("logs-llm_gateway\\.alert-[a-z0-9_]+"),
                "connector: index");
        check(
                connector.at("/config/executionTimeField").asText().equals("@timestamp"),
                "connector: executionTimeField");
    }

    private void check(boolean holds, String mistake) {
        if (!holds) {
            mistakes.add(mistake);
        }
    }
}
