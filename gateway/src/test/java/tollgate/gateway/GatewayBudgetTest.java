package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.FileTokenStore;
import tollgate.access.Scope;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenRequest;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** A budget is counted from the log, so that a restart forgets nothing. */
class GatewayBudgetTest {
    /** A dollar for an input token and three for an output token. */
    static final String BOOK = """
            version: "1"
            prices:
              - model: "*"
                currency: USD
                input: "1000000"
                output: "3000000"
                source: test
                as_of: 2026-03-01
            """;

    @TempDir
    private Path folder;

    private String[] bearer = new String[0];

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("book.yaml"), BOOK);
        bearer = new String[] {
            "authorization",
            "Bearer "
                    + new TokenAdministration(
                                    new FileTokenStore(folder.resolve("tokens.json")),
                                    event -> {},
                                    InstantSource.system(),
                                    "ann")
                            .create(new TokenRequest(
                                    "search", "test", Set.of(Scope.CHAT), Set.of(), Duration.ofDays(7), null))
                            .text()
        };
    }

    private TestGateway gateway(Map<String, String> environment) {
        return new TestGateway(KilledGateway.settings(folder, environment), KilledGateway.environment(folder));
    }

    static BigDecimal cost(List<RequestRecord> lines) {
        return lines.stream()
                .filter(line -> line.result().outcome() == Outcome.OK)
                .map(line -> BigDecimal.valueOf(
                        line.usage().inputTokens() + 3 * line.usage().outputTokens()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void isRefusedFromItsLastCentOnAndAfterARestart() throws Exception {
        Map<String, String> budget = Map.of("TENANT_MONTHLY_BUDGET", "3000");
        int answered = 0;
        try (TestGateway gateway = gateway(budget)) {
            AggregatedHttpResponse response = gateway.chat(TestGateway.ASK, bearer);
            while (response.status().code() == 200) {
                answered++;
                response = gateway.chat(TestGateway.ASK, bearer);
            }
            assertThat(response.status().code()).isEqualTo(429);
            assertThat(new ObjectMapper()
                            .readTree(response.contentUtf8())
                            .at("/error/code")
                            .asText())
                    .isEqualTo("budget_exhausted");
            assertThat(response.headers().get("x-tollgate-budget-exhausted")).isEqualTo("monthly");
            assertThat(Long.parseLong(response.headers().get("retry-after"))).isBetween(1L, 31 * 86_400L);

            List<RequestRecord> lines = gateway.records();
            assertThat(lines).hasSize(answered + 1);
            assertThat(cost(lines)).isGreaterThanOrEqualTo(new BigDecimal("3000"));
            assertThat(cost(lines.subList(0, answered - 1))).isLessThan(new BigDecimal("3000"));
            assertThat(lines.getLast().result().outcome()).isEqualTo(Outcome.RATE_LIMITED);
        }
        try (TestGateway gateway = gateway(budget)) {
            assertThat(gateway.chat(TestGateway.ASK, bearer).status().code()).isEqualTo(429);
        }
        BigDecimal spent = cost(Records.in(folder.resolve("logs")));
        try (TestGateway gateway = gateway(Map.of("TENANT_DAILY_BUDGET", spent.toString()))) {
            assertThat(gateway.chat(TestGateway.ASK, bearer).status().code()).isEqualTo(429);
        }
        String aNanoMore = spent.add(new BigDecimal("0.000000001")).toPlainString();
        try (TestGateway gateway = gateway(Map.of("TENANT_DAILY_BUDGET", aNanoMore))) {
            assertThat(gateway.chat(TestGateway.ASK, bearer).status().code()).isEqualTo(200);
        }
        assertThat(Files.readString(folder.resolve("logs").resolve("audit.log")).split("\"exhaust_budget\"", -1))
                .hasSize(4);
    }

    @Test
    void goesOnWithAWarningWhereItIsToldSo() {
        try (TestGateway gateway = gateway(Map.of("TENANT_DAILY_BUDGET", "0", "BUDGET_ACTION", "warn"))) {
            for (int i = 0; i < 3; i++) {
                AggregatedHttpResponse response = gateway.chat(TestGateway.ASK, bearer);
                assertThat(response.status().code()).isEqualTo(200);
                assertThat(response.headers().get("x-tollgate-budget-exhausted"))
                        .isEqualTo("daily");
            }
        }
        assertThat(folder.resolve("logs").resolve("audit.log")).content().containsOnlyOnce("\"exhaust_budget\"");
    }
}
