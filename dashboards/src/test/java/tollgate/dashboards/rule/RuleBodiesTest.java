package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBodiesTest {
    private static final Rules RULES =
            Rules.of(Map.of("settings", RuleFiles.SETTINGS, "errors", RuleFiles.RULE), Map.of("errors", "# Errors"));
    private static final Rule RULE = RULES.named("errors");

    @Test
    void createsARuleWithAllThatKibanaAsksFor() {
        ObjectNode body = bodies(List.of(Connectors.index("prod"))).create(RULE);

        assertThat(names(body))
                .containsExactlyInAnyOrder(
                        "name",
                        "rule_type_id",
                        "consumer",
                        "enabled",
                        "tags",
                        "schedule",
                        "params",
                        "alert_delay",
                        "flapping",
                        "actions");
        assertThat(body.path("name").asText()).isEqualTo("[Tollgate] Errors");
        assertThat(body.path("rule_type_id").asText()).isEqualTo(".es-query");
        assertThat(body.path("consumer").asText()).isEqualTo("stackAlerts");
        assertThat(body.path("enabled").asBoolean(true)).isFalse();
        assertThat(body.path("tags").toString()).isEqualTo("[\"tollgate\",\"page\",\"errors\"]");
        assertThat(body.path("schedule").toString()).isEqualTo("{\"interval\":\"1m\"}");
        assertThat(body.path("alert_delay").toString()).isEqualTo("{\"active\":2}");
        assertThat(body.path("flapping").toString())
                .isEqualTo("{\"look_back_window\":20,\"status_change_threshold\":4}");
        assertThat(body.at("/params/esqlQuery/esql").asText())
                .isEqualTo(RULE.query().text(RULES.defaults()))
                .contains("TO_DOUBLE(5)");
        assertThat(body.at("/params/timeWindowSize").asInt()).isEqualTo(5);
        assertThat(body.at("/params/timeWindowUnit").asText()).isEqualTo("m");
    }

    @Test
    void anUpdateLeavesWhatCannotBeChanged() {
        RuleBodies bodies = bodies(List.of(Connectors.index("prod")));
        ObjectNode created = bodies.create(RULE);
        created.remove(List.of("rule_type_id", "consumer", "enabled"));

        assertThat(bodies.update(RULE)).isEqualTo(created);
    }

    @Test
    void actsWhenAnAlertOpensAndWhenItCloses() {
        JsonNode actions =
                bodies(List.of(Connectors.index("prod"))).create(RULE).path("actions");

        assertThat(actions).hasSize(2);
        assertThat(actions.get(0).path("group").asText()).isEqualTo("query matched");
        assertThat(actions.get(1).path("group").asText()).isEqualTo("recovered");
        for (JsonNode action : actions) {
            assertThat(action.path("id").asText())
                    .isEqualTo(Connectors.index("prod").id().toString());
            assertThat(action.path("frequency").toString())
                    .isEqualTo("{\"summary\":false,\"notify_when\":\"onActionGroupChange\",\"throttle\":null}");
        }
        assertThat(actions.get(0).at("/params/documents/0/event/action").asText())
                .isEqualTo("open");
        assertThat(actions.get(1).at("/params/documents/0/event/action").asText())
                .isEqualTo("close");
    }

    @Test
    void pagersHearOfPagesOnly() {
        List<Connector> connectors = Connectors.of(
                Map.of(
                        Connectors.WEBHOOK_URL,
                        "https://alerts.example/hook",
                        Connectors.PAGERDUTY_KEY,
                        "0123456789abcdef0123456789abcdef"),
                "prod");
        Rule ticket = new Rule(
                RULE.name(), RULE.id(), Severity.TICKET, RULE.text(), RULE.query(), RULE.schedule(), RULE.panel());

        JsonNode page = bodies(connectors).create(RULE).path("actions");
        JsonNode noPage = bodies(connectors).create(ticket).path("actions");

        assertThat(page).hasSize(6);
        assertThat(noPage).hasSize(4);
        assertThat(page.get(4).path("params").toString())
                .isEqualTo(
                        "{\"eventAction\":\"trigger\",\"dedupKey\":\"{{rule.id}}:{{alert.id}}\",\"summary\":\"Errors: {{alert.id}}\",\"severity\":\"critical\",\"source\":\"tollgate\"}");
        assertThat(page.get(5).at("/params/eventAction").asText()).isEqualTo("resolve");
        assertThat(page).extracting(action -> action.path("uuid").asText()).doesNotHaveDuplicates();
    }

    @Test
    void aWebhooksBodyIsTheDocumentAsText() throws IOException {
        List<Connector> connectors =
                Connectors.of(Map.of(Connectors.WEBHOOK_URL, "https://alerts.example/hook"), "prod");

        JsonNode actions = bodies(connectors).create(RULE).path("actions");
        String body = actions.get(2).at("/params/body").asText();

        assertThat(new ObjectMapper().readTree(body).at("/rule/name").asText()).isEqualTo("errors");
        // Three braces would put a text into the JSON as it is, quotes included.
        assertThat(body).doesNotContain("{{{").contains("{{alert.id}}");
    }

    private static RuleBodies bodies(List<Connector> connectors) {
        return new RuleBodies(RULES.defaults(), connectors, panel -> "/app/dashboards#/view/" + panel.dashboard());
    }

    private static List<String> names(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
