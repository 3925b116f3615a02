package tollgate.dashboards.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.Panel;
import tollgate.dashboards.TimeRange;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.requestlog.DataStream;
import tollgate.sampletraffic.SampleRequest;
import tollgate.sampletraffic.SampleTraffic;
import tollgate.sampletraffic.TrafficIndexer;
import tollgate.sampletraffic.TrafficSettings;

/**
 * Each panel's query, on a real server over a week of known traffic, answers what an oracle counted without Elasticsearch; and
 * nothing, without an error, where there is nothing.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class PanelsIT {
    private static final SampleTraffic TRAFFIC = SampleTraffic.of(
            TrafficSettings.week(Instant.parse("2026-11-24T15:00:00Z")).withRequests(20_000));
    private static final TimeRange WEEK = new TimeRange("now-7d", "now");
    private static final List<Map<String, String>> CHOICES = List.of(
            Map.of(),
            Map.of("tenant", "acme"),
            Map.of("model", "claude-sonnet-5"),
            Map.of("provider", "openai"),
            Map.of("tenant", "globex", "model", "qwen-max", "provider", "dashscope"));

    /** Of its own: panels look at all namespaces, and it must be empty at first. */
    private static LocalElasticsearch server;

    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        server = LocalElasticsearch.start(ElasticsearchSettings.defaults(), System.err::println);
        cluster = Cluster.connect(ClusterSettings.of(server.uri(), Map.of()));
        IndexTemplates.install(cluster);
        EmptyStreams.create(cluster, DataStream.DEFAULT_NAMESPACE);
        HostSample.createBeat(cluster);
    }

    @AfterAll
    static void close() throws IOException {
        cluster.close();
        server.close();
    }

    @Nested
    @Order(1)
    class OnEmptyStreams {
        @TestFactory
        Stream<DynamicTest> thereIsNothingAndNoError() {
            return forEachPanel((dashboard, panel) -> {
                EsqlAnswer empty = answer(panel, scope(dashboard, panel, Map.of()));
                assertThat(empty.columns()).isEqualTo(declared(panel));
                boolean oneFigure = panel.kind() == Panel.Kind.METRIC || panel.kind() == Panel.Kind.GAUGE;
                assertThat(empty.rows()).hasSizeLessThanOrEqualTo(oneFigure ? 1 : 0);
                assertThat(empty.rows().stream().flatMap(List::stream))
                        .allMatch(value -> value.isNull() || value.asDouble() == 0);
            });
        }
    }

    @Nested
    @Order(2)
    class OnAWeekOfTraffic {
        @BeforeAll
        static void index(@TempDir Path folder) throws Exception {
            new TrafficIndexer(cluster, DataStream.DEFAULT_NAMESPACE, folder).write(TRAFFIC);
            AuditSample.index(
                    cluster,
                    DataStream.DEFAULT_NAMESPACE,
                    AuditSample.week(TRAFFIC.settings().now()));
            HostSample.index(
                    cluster,
                    DataStream.DEFAULT_NAMESPACE,
                    HostSample.week(TRAFFIC.settings().now()));
        }

        @TestFactory
        Stream<DynamicTest> valuesAreThoseOfTheOracle() {
            return forEachPanel((dashboard, panel) -> {
                PanelOracle oracle = Oracles.of(dashboard, panel);
                for (Map<String, String> choice : choices(dashboard)) {
                    assertAnswers(panel, oracle, scope(dashboard, panel, choice));
                }
                assertAnswers(panel, oracle, Scope.of(TRAFFIC, WEEK, Map.of()));
            });
        }

        @TestFactory
        Stream<DynamicTest> controlsOfferAllThatIsThere() {
            Scope scope = Scope.of(TRAFFIC, WEEK, Map.of());
            return Dashboards.all().stream()
                    .flatMap(dashboard -> dashboard.controls().stream())
                    .filter(control -> control.query().startsWith("FROM ")) // the others have choices of their own
                    .distinct()
                    .map(control -> DynamicTest.dynamicTest(control.parameter(), () -> {
                        List<String> offered = EsqlAnswer.of(cluster, control.query(), scope).rows().stream()
                                .map(row -> row.getFirst().asText())
                                .toList();
                        Stream<String> there = TRAFFIC.ended().stream()
                                .map(each -> Objects.toString(value(control, each), Control.ALL));
                        assertThat(offered)
                                .isEqualTo(Stream.concat(Stream.of(Control.ALL), there)
                                        .distinct()
                                        .sorted()
                                        .toList());
                    }));
        }
    }

    @Nested
    @Order(3)
    class OnALoss {
        @Test
        void theDifferenceIsWhatWasLost() throws IOException {
            JsonNode lost = SampleDocuments.post(
                            cluster,
                            "/" + DataStream.REQUEST.in(DataStream.DEFAULT_NAMESPACE) + "/_search?size=1",
                            "{\"query\":{\"range\":{\"@timestamp\":{\"gte\":\"2026-11-24T11:00:00Z\"}}}}")
                    .at("/hits/hits/0");
            SampleDocuments.post(
                    cluster,
                    "/_bulk?refresh=true",
                    "{\"delete\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n"
                            .formatted(
                                    lost.path("_index").asText(),
                                    lost.path("_id").asText()));
            Dashboard pipeline = Dashboards.all().stream()
                    .filter(each -> each.id().equals("tollgate-pipeline"))
                    .findFirst()
                    .orElseThrow();
            Panel panel = pipeline.panel("reconciliation").orElseThrow();
            Instant time = TimeBuckets.of(
                            75,
                            TRAFFIC.settings().now().minus(Duration.ofHours(6)),
                            TRAFFIC.settings().now())
                    .start(Instant.parse(lost.at("/_source/@timestamp").asText()));

            Map<String, Long> differing = new TreeMap<>();
            EsqlAnswer answer = answer(panel, scope(pipeline, panel, Map.of()));
            int difference = answer.columns().indexOf("difference: long");
            for (List<JsonNode> row : answer.rows()) {
                if (row.get(difference).asLong() != 0) {
                    differing.put(row.getLast().asText(), row.get(difference).asLong());
                }
            }
            assertThat(differing).isEqualTo(Map.of(time.toString().replace("Z", ".000Z"), -1L));
        }
    }

    private interface PanelTest {
        void run(Dashboard dashboard, Panel panel) throws IOException;
    }

    private static Stream<DynamicTest> forEachPanel(PanelTest test) {
        return Dashboards.all().stream()
                .flatMap(dashboard -> withQuery(dashboard).stream()
                        .map(panel ->
                                DynamicTest.dynamicTest(name(dashboard, panel), () -> test.run(dashboard, panel))));
    }

    /** Those that the controls of a dashboard allow. */
    private static List<Map<String, String>> choices(Dashboard dashboard) {
        List<String> parameters =
                dashboard.controls().stream().map(Control::parameter).toList();
        return CHOICES.stream()
                .filter(choice -> parameters.containsAll(choice.keySet()))
                .toList();
    }

    private static void assertAnswers(Panel panel, PanelOracle oracle, Scope scope) throws IOException {
        assertThat(scope.requests()).as("traffic of " + scope).isNotEmpty();
        EsqlAnswer answer = answer(panel, scope);
        assertThat(answer.columns()).isEqualTo(declared(panel));
        assertThat(RowComparison.differences(answer.rows(), oracle.rows(scope)))
                .as(scope.toString())
                .isEmpty();
    }

    private static EsqlAnswer answer(Panel panel, Scope scope) throws IOException {
        return EsqlAnswer.of(cluster, Objects.requireNonNull(panel.query()), scope);
    }

    private static Scope scope(Dashboard dashboard, Panel panel, Map<String, String> choice) {
        return Scope.of(TRAFFIC, Objects.requireNonNullElse(panel.range(), dashboard.range()), choice);
    }

    private static List<Panel> withQuery(Dashboard dashboard) {
        return dashboard.panels().stream()
                .filter(panel -> panel.kind().hasQuery())
                .toList();
    }

    private static List<String> declared(Panel panel) {
        return panel.columns().stream()
                .map(column -> column.name() + ": " + column.type().name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String name(Dashboard dashboard, Panel panel) {
        return dashboard.id() + "/" + panel.id();
    }

    private static @Nullable String value(Control control, SampleRequest request) {
        return switch (control.parameter()) {
            case "tenant" -> request.record().caller().tenant();
            case "model" -> request.record().model().effective();
            case "provider" -> request.record().model().provider();
            default -> throw new IllegalArgumentException("the proof does not know the control " + control.parameter());
        };
    }
}
