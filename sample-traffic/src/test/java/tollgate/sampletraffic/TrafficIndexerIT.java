package tollgate.sampletraffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

/** The documents say what was drawn: what the sample's own arithmetic says is what the shipper's classes wrote. */
class TrafficIndexerIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private static final SampleTraffic TRAFFIC = SampleTraffic.of(
            TrafficSettings.week(Instant.parse("2026-11-24T15:00:00Z")).withRequests(3_000));

    private static Cluster cluster;

    @BeforeAll
    static void write(@TempDir Path folder) throws Exception {
        cluster = Cluster.connect(ClusterSettings.of(SERVER.uri(), Map.of()));
        IndexTemplates.install(cluster);
        new TrafficIndexer(cluster, "sample", folder).write(TRAFFIC);
    }

    @AfterAll
    static void close() throws IOException {
        cluster.close();
    }

    @Test
    void requestsHaveTheirCostAndTheirTeam() throws IOException {
        assertThat(sums("""
                FROM logs-llm_gateway.request-sample | WHERE llm_gateway.kind == "request"
                | STATS n = COUNT(*), amount = SUM(gen_ai.usage.cost.amount) BY k = gen_ai.usage.cost.currency"""))
                .isEqualTo(expected(
                        each -> each.cost() == null ? null : each.cost().currency()));
        assertThat(sums("""
                FROM logs-llm_gateway.request-sample | WHERE llm_gateway.kind == "request"
                | STATS n = COUNT(*), amount = SUM(llm_gateway.cost.reporting.amount) BY k = llm_gateway.team""")).isEqualTo(expectedReporting(SampleRequest::team));
        assertThat(sums("""
                FROM logs-llm_gateway.request-sample | WHERE llm_gateway.kind == "request"
                | STATS n = COUNT(*), amount = SUM(llm_gateway.cost.reporting.amount) BY k = llm_gateway.cost.missing_reason""")).isEqualTo(expectedReporting(SampleRequest::costMissing));
    }

    @Test
    void windowsAddUpToTheRequests() throws IOException {
        for (String stream : List.of("usage", "usage_hourly")) {
            assertThat(sums("FROM metrics-llm_gateway." + stream + """
                    -sample
                    | STATS n = SUM(llm_gateway.requests), amount = SUM(llm_gateway.cost.reporting.amount)
                        BY k = llm_gateway.tenant"""))
                    .isEqualTo(expectedReporting(each -> each.record().caller().tenant()));
        }
    }

    @Test
    void refusedLinesHaveTheirReason() throws IOException {
        EsqlTable table = EsqlTable.query(
                cluster,
                "FROM logs-llm_gateway.invalid-sample | STATS n = COUNT(*) BY k = llm_gateway.invalid.reason",
                Map.of());
        Map<String, Long> found = new TreeMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            found.put(table.value(row, "k").asText(), table.value(row, "n").asLong());
        }

        assertThat(found)
                .isEqualTo(TRAFFIC.refusals().stream()
                        .collect(Collectors.groupingBy(SampleRefusal::reason, Collectors.counting())));
    }

    @Test
    void booksHaveEachLine() throws IOException {
        EsqlTable table = EsqlTable.query(cluster, """
                FROM metrics-llm_gateway.reconciliation-sample
                | STATS read = SUM(llm_gateway.lines.read), indexed = SUM(llm_gateway.lines.indexed),
                    refused = SUM(llm_gateway.lines.refused), repeated = SUM(llm_gateway.lines.repeated)""", Map.of());

        int indexed = TRAFFIC.requests().size();
        int refused = TRAFFIC.refusals().size();
        int repeated = TRAFFIC.repeats().size();
        assertThat(repeated).isPositive();
        assertThat(table.rows())
                .hasToString("[[%d, %d, %d, %d]]".formatted(indexed + refused + repeated, indexed, refused, repeated));
    }

    /** Rounded to what a double holds of a sum. */
    private static Map<String, String> sums(String query) throws IOException {
        EsqlTable table = EsqlTable.query(cluster, query, Map.of());
        Map<String, String> sums = new TreeMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            sums.put(
                    table.value(row, "k").asText(),
                    table.value(row, "n").asLong() + " "
                            + rounded(new BigDecimal(
                                    table.value(row, "amount").asText("0").replace("null", "0"))));
        }
        return sums;
    }

    private static Map<String, String> expected(Function<SampleRequest, @Nullable String> key) {
        return expected(key, SampleCost::amount);
    }

    private static Map<String, String> expectedReporting(Function<SampleRequest, @Nullable String> key) {
        return expected(key, SampleCost::reporting);
    }

    private static Map<String, String> expected(
            Function<SampleRequest, @Nullable String> key, Function<SampleCost, BigDecimal> amount) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (SampleRequest each : TRAFFIC.ended()) {
            String group = Objects.toString(key.apply(each));
            counts.merge(group, 1L, Long::sum);
            amounts.merge(group, each.cost() == null ? BigDecimal.ZERO : amount.apply(each.cost()), BigDecimal::add);
        }
        Map<String, String> expected = new TreeMap<>();
        amounts.forEach((group, sum) -> expected.put(group, counts.get(group) + " " + rounded(sum)));
        return expected;
    }

    private static String rounded(BigDecimal amount) {
        return amount.setScale(8, java.math.RoundingMode.HALF_EVEN).toPlainString();
    }
}
