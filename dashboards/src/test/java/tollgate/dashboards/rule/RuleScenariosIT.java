package tollgate.dashboards.rule;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.HttpBulkTransport;

/**
 * Each rule's query on a real server, at each of its intervals over a made-up stretch of time: what opens, when, with which value,
 * and when it closes. Each scenario has a quarter of a year of its own, long ago.
 */
class RuleScenariosIT {
    @RegisterExtension
    static final ElasticsearchExtension elasticsearch = ElasticsearchExtension.v8();

    static final String HOST = "metrics-llm_gateway.host-" + Traffic.NAMESPACE;
    static final String METRICBEAT = "metricbeat-" + Traffic.NAMESPACE;
    static final String HEARTBEAT = "heartbeat-" + Traffic.NAMESPACE;
    static final String RECONCILIATION = "metrics-llm_gateway.reconciliation-" + Traffic.NAMESPACE;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Rules RULES = Rules.load();
    private static final List<Scenario> SCENARIOS = Stream.of(
                    AvailabilityScenarios.all(), CostScenarios.all(), PipelineScenarios.all())
            .flatMap(List::stream)
            .toList();
    private static final int SILENT_SCENARIOS = 2;
    private static final Pattern RUNBOOK_QUERY = Pattern.compile("```esql\\n(.*?)```", Pattern.DOTALL);

    private static Cluster cluster;

    @BeforeAll
    static void write() throws Exception {
        cluster = Cluster.connect(ClusterSettings.of(elasticsearch.uri(), Map.of()));
        IndexTemplates.install(cluster);
        createIndices();
        BulkBody bulk = new BulkBody();
        List<String> others = new ArrayList<>();
        for (Scenario scenario : SCENARIOS) {
            Traffic traffic = new Traffic(zero(scenario), scenario.rule() + "/" + scenario.name(), bulk);
            scenario.traffic().accept(traffic);
            others.addAll(traffic.close());
            send(bulk);
        }
        post("/_bulk", String.join("\n", others) + "\n");
        post("/_refresh", "");
    }

    @TestFactory
    Stream<DynamicTest> theAlertsAreThoseExpected() {
        return SCENARIOS.stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.rule() + ": " + scenario.name(), () -> {
                    List<String> events = History.of(
                            RULES.named(scenario.rule()),
                            RULES.settings(scenario.settings()),
                            cluster,
                            zero(scenario),
                            scenario.length());
                    assertThat(events).containsExactlyElementsOf(scenario.events());
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothingFiresWhereThereIsNothing() {
        return RULES.all().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.name(),
                        () -> assertThat(new RuleRun(rule, RULES.defaults())
                                        .at(cluster, Instant.parse("1980-06-15T12:00:00Z")))
                                .isEmpty()));
    }

    @Test
    void anAlertsDocumentIsTakenAndFound() throws Exception {
        Rule rule = RULES.named("provider-down");
        String stream = DataStream.ALERT.in(Traffic.NAMESPACE);
        for (AlertEvent event : AlertEvent.values()) {
            ObjectNode template =
                    AlertDocument.template(rule, RULES.defaults(), event, panel -> "/app/dashboards#/view/errors");
            String filled = template.toString()
                    .replace("{{alert.flapping}}", event == AlertEvent.OPEN ? "true" : "")
                    .replace("{{alert.id}}", "dashscope")
                    .replaceAll("\\{\\{[^}]*}}+", "x");
            ObjectNode document = (ObjectNode) JSON.readTree(filled);
            document.put("@timestamp", "1985-01-01T00:00:00Z");
            perform("POST", "/" + stream + "/_doc?refresh=true", document.toString());
        }

        EsqlTable table = EsqlTable.query(
                cluster,
                "FROM " + stream + " | SORT event.action DESC | KEEP event.action, rule.name, event.severity, message,"
                        + " llm_gateway.alert.flapping, llm_gateway.alert.severity",
                Map.of());

        assertThat(table.rows().stream().map(row -> row.toString()))
                .containsExactly(
                        "[\"open\", \"provider-down\", 2, \"Provider down: dashscope\", true, \"page\"]",
                        "[\"close\", \"provider-down\", 2, \"Provider down: dashscope\", false, \"page\"]");
    }

    /** The queries that runbooks show to people, as they stand there. */
    @TestFactory
    Stream<DynamicTest> theQueriesOfRunbooksAreAnswered() {
        return RULES.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    List<String> queries = RUNBOOK_QUERY
                            .matcher(RULES.runbook(rule))
                            .results()
                            .map(found -> found.group(1))
                            .toList();
                    assertThat(queries).isNotEmpty();
                    for (String query : queries) {
                        assertThat(EsqlTable.query(cluster, query, Map.of()).columns())
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void eachRuleHasAScenarioThatFiresAndTwoThatStaySilent() {
        Map<String, List<Scenario>> byRule = SCENARIOS.stream().collect(groupingBy(Scenario::rule));
        for (Rule rule : RULES.all()) {
            List<Scenario> scenarios = byRule.getOrDefault(rule.name(), List.of());
            assertThat(scenarios).as(rule.name()).anyMatch(scenario -> !scenario.isSilent());
            assertThat(scenarios.stream().filter(Scenario::isSilent).count())
                    .as("silent scenarios of " + rule.name())
                    .isGreaterThanOrEqualTo(SILENT_SCENARIOS);
        }
    }

    private static Instant zero(Scenario scenario) {
        return OffsetDateTime.of(1990, 1, 15, 12, 0, 0, 0, ZoneOffset.UTC)
                .plusMonths(3L * SCENARIOS.indexOf(scenario))
                .toInstant();
    }

    private static void send(BulkBody bulk) throws IOException {
        if (bulk.items() > 0) {
            BulkAnswer answer = new HttpBulkTransport(cluster).send(bulk);
            assertThat(answer.items()).extracting(BulkAnswer.Item::status).containsOnly(201);
        }
        bulk.clear();
    }

    /** The documents of others: Metricbeat's and Heartbeat's. Metricbeat's fractions have another type than those of the host stream, as an older one's may. */
    private static void createIndices() throws IOException {
        Map<String, String> host = Map.of(
                "data_stream.namespace", "keyword",
                "host.name", "keyword",
                "system.cpu.total.norm.pct", "float",
                "system.memory.actual.used.pct", "float",
                "system.filesystem.mount_point", "keyword",
                "system.filesystem.used.pct", "float");
        put("/" + METRICBEAT, mappings(host));
        Map<String, String> checks = Map.of(
                "data_stream.namespace", "keyword",
                "host.name", "keyword",
                "monitor.name", "keyword",
                "monitor.status", "keyword");
        put("/" + HEARTBEAT, mappings(checks));
    }

    private static void put(String path, ObjectNode body) throws IOException {
        JsonNode answer = perform("PUT", path, body.toString());
        assertThat(answer.path("acknowledged").asBoolean())
                .as(path + ": " + answer)
                .isTrue();
    }

    private static ObjectNode mappings(Map<String, String> fields) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode properties = body.putObject("mappings").putObject("properties");
        properties.putObject("@timestamp").put("type", "date");
        fields.forEach((field, type) -> properties.putObject(field).put("type", type));
        return body;
    }

    private static void post(String path, String body) throws IOException {
        JsonNode answer = perform("POST", path, body);
        assertThat(answer.path("errors").asBoolean()).as(path + ": " + answer).isFalse();
    }

    private static JsonNode perform(String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        if (!body.isEmpty()) {
            request.setJsonEntity(body);
        }
        return JSON.readTree(cluster.http().performRequest(request).getEntity().getContent());
    }
}
