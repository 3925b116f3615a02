package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlertObjectsTest {
    private static final Rules RULES = Rules.load();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areTheConnectorAndAllRules() {
        List<ObjectNode> objects = objects();

        assertThat(objects.getFirst().path("type").asText()).isEqualTo("action");
        assertThat(objects.subList(1, objects.size()))
                .extracting(object -> object.path("id").asText())
                .containsExactlyElementsOf(
                        RULES.all().stream().map(rule -> rule.id().toString()).toList());
    }

    @Test
    void areWhatKibanaAsksFor() {
        assertThat(AlertObjectChecks.mistakes(objects())).isEmpty();
    }

    /** Breaks the second object, a rule, or the first, the connector, in one place each; the checks must find just that. */
    @TestFactory
    Stream<DynamicTest> theChecksFindEachMistake() {
        return Stream.of(
                broken("the id is no UUID", objects -> objects.get(1).put("id", "burn-rate")),
                broken("stands twice", objects -> objects.add(objects.get(1).deepCopy())),
                broken("no coreMigrationVersion", objects -> objects.get(1).remove("coreMigrationVersion")),
                broken("no typeMigrationVersion", objects -> objects.get(0).put("typeMigrationVersion", "")),
                broken(
                        "reference to index-pattern:x",
                        objects -> objects.get(1)
                                .withArray("references")
                                .addObject()
                                .put("type", "index-pattern")
                                .put("id", "x")
                                .put("name", "view")),
                rule("no revision", rule -> rule.remove("revision")),
                rule("apiKey is not null", rule -> rule.put("apiKey", "secret")),
                rule("enabled", rule -> rule.put("enabled", true)),
                rule("alertTypeId", rule -> rule.put("alertTypeId", ".index-threshold")),
                rule("consumer", rule -> rule.put("consumer", "observability")),
                rule("interval", rule -> rule.withObject("/schedule").put("interval", "1 minute")),
                rule("alertDelay", rule -> rule.withObject("/alertDelay").put("active", 0)),
                rule(
                        "executionStatus",
                        rule -> rule.withObject("/executionStatus").put("status", "ok")),
                params("searchType", params -> params.put("searchType", "esQuery")),
                params("esql", params -> params.withObject("/esqlQuery").put("esql", "")),
                params("timeField", params -> params.remove("timeField")),
                params("threshold", params -> params.putArray("threshold").add(14.4)),
                params("thresholdComparator", params -> params.put("thresholdComparator", ">=")),
                params("size", params -> params.put("size", -1)),
                params("timeWindowSize", params -> params.put("timeWindowSize", 0)),
                params("timeWindowUnit", params -> params.put("timeWindowUnit", "w")),
                params("groupBy", params -> params.put("groupBy", "top")),
                action("an action without a uuid", action -> action.put("uuid", "1")),
                action("actionRef leads nowhere", action -> action.put("actionRef", "action_9")),
                action("frequency", action -> action.remove("frequency")),
                action(
                        "there is no variable context.rows",
                        action -> action.withObject("/params").put("x", "{{context.rows}}")),
                action("acts on [recovered]", action -> action.put("group", "recovered")),
                rule("two actions with one uuid", rule -> {
                    ArrayNode actions = rule.withArray("actions");
                    ((ObjectNode) actions.get(1)).set("uuid", actions.get(0).get("uuid"));
                }),
                broken("actionRef leads nowhere", objects -> objects.removeFirst()),
                connector("not of the free licence", connector -> connector.put("actionTypeId", ".webhook")),
                connector("isMissingSecrets", connector -> connector.put("isMissingSecrets", true)),
                connector(
                        "secrets", connector -> connector.withObject("/secrets").put("password", "x")),
                connector("index", connector -> connector.withObject("/config").put("index", "alerts")),
                connector(
                        "executionTimeField",
                        connector -> connector.withObject("/config").remove("executionTimeField")));
    }

    private static DynamicTest rule(String mistake, Consumer<ObjectNode> change) {
        return broken(
                mistake, objects -> change.accept((ObjectNode) objects.get(1).get("attributes")));
    }

    private static DynamicTest connector(String mistake, Consumer<ObjectNode> change) {
        return broken(
                "connector: " + mistake,
                objects -> change.accept((ObjectNode) objects.get(0).get("attributes")));
    }

    private static DynamicTest params(String mistake, Consumer<ObjectNode> change) {
        return rule(mistake, rule -> change.accept((ObjectNode) rule.get("params")));
    }

    private static DynamicTest action(String mistake, Consumer<ObjectNode> change) {
        return rule(
                mistake, rule -> change.accept((ObjectNode) rule.get("actions").get(0)));
    }

    private static DynamicTest broken(String mistake, Consumer<List<ObjectNode>> change) {
        return DynamicTest.dynamicTest(mistake, () -> {
            List<ObjectNode> objects = new ArrayList<>(objects());
            change.accept(objects);

            assertThat(AlertObjectChecks.mistakes(objects))
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each).endsWith(mistake));
        });
    }

    private static List<ObjectNode> objects() {
        return new AlertObjects(RULES.defaults(), "default", panel -> "/app/dashboards#/view/" + panel.dashboard())
                .all(RULES.all()).stream()
                        .map(object -> JSON.<JsonNode>valueToTree(object))
                        .map(object -> (ObjectNode) object)
                        .toList();
    }
}
