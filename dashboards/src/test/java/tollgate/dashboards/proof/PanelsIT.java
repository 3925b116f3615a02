package tollgate.dashboards.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.Panel;
import tollgate.dashboards.TimeRange;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.sampletraffic.SampleRequest;
import tollgate.sampletraffic.SampleTraffic;
import tollgate.sampletraffic.TrafficIndexer;
import tollgate.sampletraffic.TrafficSettings;

/**
 * Each panel's query, on a real server over a week of known traffic, answers what an oracle counted without Elasticsearch; and
 * nothing, without an error, where there is nothing.
 */
class PanelsIT {
    /** For a server of its own: panels look at all namespaces. */
    @RegisterExtension
    static final ElasticsearchExtension SERVERS = ElasticsearchExtension.v8();

    private static final SampleTraffic TRAFFIC = SampleTraffic.of(
            TrafficSettings.week(Instant.parse("2026-11-24T15:00:00Z")).withRequests(20_000));
    private static final TimeRange WEEK = new TimeRange("now-7d", "now");
    private static final List<Map<String, String>> CHOICES = List.of(
            Map.of(),
            Map.of("tenant", "acme"),
            Map.of("model", "claude-sonnet-5"),
            Map.of("provider", "openai"),
            Map.of("tenant", "globex", "model", "qwen-max", "provider", "dashscope"));

    private static final Map<String, EsqlAnswer> ON_EMPTY_STREAMS = new TreeMap<>();
    private static Cluster cluster;

    @BeforeAll
    static void index(@TempDir Path folder) throws Exception {
        cluster = Cluster.connect(ClusterSettings.of(SERVERS.server().uri(), Map.of()));
        IndexTemplates.install(cluster);
        EmptyStreams.create(cluster, DataStream.DEFAULT_NAMESPACE);
        for (Dashboard dashboard : Dashboards.all()) {
            for (Panel panel : withQuery(dashboard)) {
                ON_EMPTY_STREAMS.put(name(dashboard, panel), answer(panel, scope(dashboard, panel, Map.of())));
            }
        }
        new TrafficIndexer(cluster, DataStream.DEFAULT_NAMESPACE, folder).write(TRAFFIC);
    }

    @AfterAll
    static void close() throws IOException {
        cluster.close();
    }

    @TestFactory
    Stream<DynamicTest> columnsAreThoseDeclaredEvenWhereThereIsNothing() {
        return forEachPanel((dashboard, panel) -> {
            EsqlAnswer empty = Objects.requireNonNull(ON_EMPTY_STREAMS.get(name(dashboard, panel)));
            assertThat(empty.columns()).isEqualTo(declared(panel));
            boolean oneFigure = panel.kind() == Panel.Kind.METRIC || panel.kind() == Panel.Kind.GAUGE;
            assertThat(empty.rows()).hasSizeLessThanOrEqualTo(oneFigure ? 1 : 0);
            assertThat(empty.rows().stream().flatMap(List::stream))
                    .allMatch(value -> value.isNull() || value.asDouble() == 0);
            assertThat(answer(panel, scope(dashboard, panel, Map.of())).columns())
                    .isEqualTo(declared(panel));
        });
    }

    @TestFactory
    Stream<DynamicTest> valuesAreThoseOfTheOracle() {
        return forEachPanel((dashboard, panel) -> {
            PanelOracle oracle = Oracles.of(dashboard, panel);
            for (Map<String, String> choice : CHOICES) {
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
                    Stream<String> there =
                            TRAFFIC.ended().stream().map(each -> Objects.toString(value(control, each), Control.ALL));
                    assertThat(offered)
                            .isEqualTo(Stream.concat(Stream.of(Control.ALL), there)
                                    .distinct()
                                    .sorted()
                                    .toList());
                }));
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

    private static void assertAnswers(Panel panel, PanelOracle oracle, Scope scope) throws IOException {
        assertThat(scope.requests()).as("traffic of " + scope).isNotEmpty();
        assertThat(RowComparison.differences(answer(panel, scope).rows(), oracle.rows(scope)))
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
                .filter(panel -> panel.kind().hasQuery() && Oracles.proven(dashboard, panel))
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
