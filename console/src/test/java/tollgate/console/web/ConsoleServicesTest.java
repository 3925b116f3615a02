package tollgate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.console.query.Answers;
import tollgate.console.query.QueryFailedException;
import tollgate.console.query.QueryFailedException.Reason;

class ConsoleServicesTest {
    private static final String REQUESTS = "/api/dashboards/tollgate-overview/panels/requests";
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T15:00:00Z"));
    private final FakeEsql esql = new FakeEsql();
    private final Answers answers = new Answers(clock, REFRESH);
    private final Server server = TestServers.of(clock, REFRESH, answers, esql, null);
    private BlockingWebClient client;

    @BeforeEach
    void start() {
        server.start().join();
        client = WebClient.of("http://127.0.0.1:" + server.activeLocalPort()).blocking();
    }

    @AfterEach
    void stop() {
        var _ = server.stop(); // its future waits for threads, for seconds
        answers.close();
    }

    @Test
    void aPanelIsAnsweredWithItsTimeAndColumns() throws Exception {
        JsonNode answer = json(client.get(REQUESTS + "?from=now-1h&tenant=acme"));
        assertThat(answer.toString())
                .isEqualTo("{\"from\":\"2026-11-24T14:00:00Z\",\"to\":\"2026-11-24T15:00:00Z\",\"cut\":false,"
                        + "\"columns\":[{\"name\":\"n\",\"type\":\"long\"}],\"rows\":[[1]]}");
        assertThat(esql.asked.getFirst().values()).containsEntry("tenant", "acme");
    }

    @Test
    void fiftyViewersCostWhatOneCosts() {
        WebClient many = WebClient.of("http://127.0.0.1:" + server.activeLocalPort());
        List<CompletableFuture<AggregatedHttpResponse>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(many.get(REQUESTS).aggregate());
        }
        assertThat(all).allSatisfy(each -> assertThat(each.join().status()).isEqualTo(HttpStatus.OK));
        assertThat(esql.asked).hasSize(1);
    }

    @Test
    void wrongParametersAreRefusedInOneLineAndAskNothing() throws Exception {
        for (String query : List.of("from=x", "x=1", "tenant=a&tenant=b", "from=now&to=now-1h")) {
            AggregatedHttpResponse answer = client.get(REQUESTS + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(json(answer).path("message").asText())
                    .as(query)
                    .isNotEmpty()
                    .doesNotContain("\n");
        }
        assertThat(esql.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AWAY,503", "SLOW,504", "BUSY,503", "NO_DATA,404", "FORBIDDEN,502", "REFUSED,502"})
    void aFailureIsSaidWhereItHappens(Reason reason, int status) throws Exception {
        esql.failure = new QueryFailedException(reason, "why, and what to do");
        AggregatedHttpResponse answer = client.get(REQUESTS);
        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(json(answer).toString())
                .isEqualTo("{\"error\":\"" + reason.code() + "\",\"message\":\"why, and what to do\"}");
    }

    @Test
    void thePageAndItsFilesComeWithStrictHeaders() throws Exception {
        for (String path : List.of(
                "/",
                "/d/tollgate-cost?from=now-1h",
                "/assets/main.js",
                "/assets/echarts.esm.min.js",
                "/api/dashboards",
                "/assets/nothing",
                REQUESTS)) {
            AggregatedHttpResponse answer = client.get(path);
            assertThat(answer.status().code()).as(path).isEqualTo(path.endsWith("nothing") ? 404 : 200);
            assertThat(answer.headers().get(HttpHeaderNames.CONTENT_SECURITY_POLICY))
                    .as(path)
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().get(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS))
                    .isEqualTo("nosniff");
        }
        String page = client.get("/").contentUtf8();
        assertThat(page).doesNotContain("<script>", "style=", " onclick", "//");
    }

    @Test
    void anUnchangedFileIsNotSentAgain() {
        String tag = client.get("/assets/main.js").headers().get(HttpHeaderNames.ETAG);
        AggregatedHttpResponse again = client.execute(
                RequestHeaders.of(HttpMethod.GET, "/assets/main.js", HttpHeaderNames.IF_NONE_MATCH, tag));
        assertThat(again.status()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(again.content().isEmpty()).isTrue();
    }

    @Test
    void noFileButThoseOfThePageCanBeHad() {
        for (String name : List.of("..%2Findex.html", "Console.class", "%2e%2e/Assets.class", "package-info.class")) {
            assertThat(client.get("/assets/" + name).status().code()).as(name).isBetween(400, 404);
        }
    }

    /** A page from elsewhere whose name leads here by a trick of DNS. */
    @Test
    void anotherNameOfThisMachineIsRefused() throws Exception {
        System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
        assertThat(status("localhost:18790")).isEqualTo(200);
        assertThat(status("[::1]:18790")).isEqualTo(200);
        assertThat(status("evil.example:18790")).isEqualTo(403);
        assertThat(status("localhost.evil.example")).isEqualTo(403);
        assertThat(esql.asked).hasSize(1);
    }

    private int status(String host) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + server.activeLocalPort() + REQUESTS)
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Host", host);
        return connection.getResponseCode();
    }

    @Test
    void aRequestIsFoundByItsIdAloneWhateverThatIs() throws Exception {
        json(client.get("/api/request?id=a%22+OR+true+%2F%2F"));
        assertThat(esql.asked.getFirst().values()).isEqualTo(Map.of("id", "a\" OR true //"));
        assertThat(esql.asked.getFirst().query()).contains("WHERE event.id == ?id\n");
        assertThat(client.get("/api/request").status()).isEqualTo(HttpStatus.BAD_REQUEST);
        json(client.get("/api/request/neighbours?at=2026-11-24T14:00:00Z"));
        assertThat(esql.asked.getLast().values())
                .isEqualTo(Map.of("_tstart", "2026-11-24T13:59:30Z", "_tend", "2026-11-24T14:00:30Z"));
        assertThat(client.get("/api/request/neighbours?at=now").status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void thePageIsNotToldTheQueries() {
        String dashboards = client.get("/api/dashboards").contentUtf8();
        assertThat(dashboards)
                .contains("\"tollgate-audit\"", "\"refreshMs\":30000")
                .doesNotContain("FROM ", "STATS ");
    }

    private static JsonNode json(AggregatedHttpResponse answer) throws Exception {
        return new ObjectMapper().readTree(answer.content().toString(StandardCharsets.UTF_8));
    }
}
