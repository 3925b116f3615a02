package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.FileTokenStore;
import tollgate.access.IssuedToken;
import tollgate.access.Scope;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenRequest;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

class GatewayAccessTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();

    private GatewaySettings settings(Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putIfAbsent("TENANT_REQUESTS_PER_SECOND", "0");
        return GatewaySettings.from(all)
                .withPort(0)
                .withLogFolder(folder.resolve("logs"))
                .withSimulated(SimulatedSettings.faultless(1).withSpeed(1_000))
                .withTokens(folder.resolve("tokens.json"));
    }

    private TokenAdministration administration(InstantSource clock) {
        return new TokenAdministration(new FileTokenStore(folder.resolve("tokens.json")), event -> {}, clock, "ann");
    }

    private IssuedToken token(String tenant, Scope... scopes) throws IOException {
        return administration(InstantSource.system())
                .create(new TokenRequest(tenant, "test", Set.of(scopes), Set.of(), WEEK, null));
    }

    private static String[] bearer(String token) {
        return new String[] {"authorization", "Bearer " + token};
    }

    private List<JsonNode> audit(String action) {
        try {
            List<JsonNode> events = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("logs").resolve("audit.log"))) {
                JsonNode event = json.readTree(line);
                if (event.at("/event/action").asText().equals(action)) {
                    events.add(event);
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertDenied(
            TestGateway gateway, AggregatedHttpResponse response, int status, String code, @Nullable IssuedToken proven)
            throws IOException {
        assertThat(response.status().code()).isEqualTo(status);
        JsonNode error = json.readTree(response.contentUtf8()).get("error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("type").asText()).isEqualTo(status == 401 ? "authentication_error" : "permission_error");
        assertThat(response.headers().get("www-authenticate")).isEqualTo(status == 401 ? "Bearer" : null);
        String requestId = TestGateway.requestId(response);
        List<RequestRecord> lines = gateway.records().stream()
                .filter(record -> record.requestId().equals(requestId))
                .toList();
        assertThat(lines).hasSize(1);
        RequestRecord line = lines.get(0);
        assertThat(line.result().outcome()).isEqualTo(Outcome.POLICY);
        assertThat(line.result().status()).isEqualTo(status);
        assertThat(line.result().errorType()).isEqualTo(code);
        assertThat(line.caller().keyId())
                .isEqualTo(proven == null ? null : proven.token().id());
        assertThat(line.caller().tenant())
                .isEqualTo(proven == null ? null : proven.token().tenant());
        List<JsonNode> events = audit("deny").stream()
                .filter(event -> event.at("/http/request/id").asText().equals(requestId))
                .toList();
        assertThat(events).hasSize(1);
        JsonNode event = events.get(0);
        assertThat(event.at("/event/outcome").asText()).isEqualTo("failure");
        assertThat(event.at("/event/reason").asText()).isEqualTo(code);
        assertThat(event.at("/http/response/status_code").asInt()).isEqualTo(status);
        assertThat(event.at("/client/address").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/llm_gateway/key/id").isMissingNode()).isEqualTo(proven == null);
    }

    @Test
    void onlyAGoodTokenLetsARequestIn() throws Exception {
        IssuedToken good = token("search", Scope.CHAT);
        IssuedToken other = token("search", Scope.ADMIN, Scope.CONSOLE);
        IssuedToken revoked = token("lab", Scope.CHAT);
        administration(InstantSource.system()).revoke(revoked.token().id());
        IssuedToken expired = administration(InstantSource.fixed(Instant.now().minus(WEEK)))
                .create(new TokenRequest("lab", "old", Set.of(Scope.CHAT), Set.of(), WEEK, null));
        IssuedToken narrow = administration(InstantSource.system())
                .create(new TokenRequest("lab", "narrow", Set.of(Scope.CHAT), Set.of("qwen-max"), WEEK, null));
        String wrong = good.text().substring(0, good.text().length() - 2) + "--";
        String askNarrow = TestGateway.ASK.replaceFirst("\\{", "{\"model\":\"qwen-max\",");
        try (TestGateway gateway = new TestGateway(settings(Map.of()))) {
            assertDenied(gateway, gateway.chat(TestGateway.ASK), 401, "token_missing", null);
            assertDenied(gateway, gateway.chat(TestGateway.ASK_STREAM), 401, "token_missing", null);
            assertDenied(gateway, gateway.chat(TestGateway.ASK, bearer("x")), 401, "token_invalid", null);
            assertDenied(gateway, gateway.chat(TestGateway.ASK, bearer(wrong)), 401, "token_invalid", null);
            assertDenied(gateway, gateway.chat(TestGateway.ASK, bearer(revoked.text())), 401, "token_revoked", revoked);
            assertDenied(gateway, gateway.chat(TestGateway.ASK, bearer(expired.text())), 401, "token_expired", expired);
            assertDenied(gateway, gateway.chat(TestGateway.ASK, bearer(other.text())), 403, "scope_missing", other);
            assertDenied(
                    gateway, gateway.chat(TestGateway.ASK, bearer(narrow.text())), 403, "model_not_allowed", narrow);

            int denied = gateway.records().size();
            assertThat(audit("deny")).hasSize(denied);
            for (IssuedToken each : List.of(good, narrow)) {
                AggregatedHttpResponse response = gateway.chat(
                        askNarrow, "authorization", "Bearer " + each.text(), "x-tenant-id", "somebody else");
                assertThat(response.status().code()).isEqualTo(200);
                RequestRecord line = gateway.records().getLast();
                assertThat(line.caller().tenant()).isEqualTo(each.token().tenant());
                assertThat(line.caller().keyId()).isEqualTo(each.token().id());
            }
            assertThat(gateway.chat(TestGateway.ASK_STREAM, bearer(good.text()))
                            .status()
                            .code())
                    .isEqualTo(200);
            assertThat(gateway.records()).hasSize(denied + 3);
            assertThat(audit("deny")).hasSize(denied);
        }
        assertThat(audit("start")).hasSize(1);
        assertThat(audit("stop")).hasSize(1);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(3);
            for (Path file : all) {
                for (IssuedToken each : List.of(good, other, revoked, expired, narrow)) {
                    assertThat(Files.readString(file))
                            .as("%s", file)
                            .doesNotContain(each.text().substring(16));
                }
            }
        }
    }

    @Test
    void aHugeBodyWithoutATokenIsNotReadAndWithOneIsRefused() throws Exception {
        String huge = "x".repeat(200_000);
        IssuedToken good = token("search", Scope.CHAT);
        try (TestGateway gateway = new TestGateway(settings(Map.of("BODY_LIMIT_BYTES", "100000")))) {
            assertDenied(gateway, gateway.chat(huge), 401, "token_missing", null);
            assertThat(gateway.chat(huge, bearer(good.text())).status().code()).isEqualTo(413);
            assertThat(gateway.chat(TestGateway.ASK, bearer(good.text()))
                            .status()
                            .code())
                    .isEqualTo(200);
            assertThat(gateway.records()).hasSize(3);
        }
    }

    @Test
    void aListOfModelsNeedsATokenAndAHealthCheckDoesNot() throws Exception {
        IssuedToken good = token("search", Scope.CHAT);
        try (TestGateway gateway = new TestGateway(settings(Map.of()))) {
            AggregatedHttpResponse refused = gateway.get(ModelsService.PATH);
            assertThat(refused.status().code()).isEqualTo(401);
            assertThat(json.readTree(refused.contentUtf8()).at("/error/code").asText())
                    .isEqualTo("token_missing");
            assertThat(audit("deny")).hasSize(1);
            assertThat(gateway.client()
                            .prepare()
                            .get(ModelsService.PATH)
                            .header("authorization", "Bearer " + good.text())
                            .execute()
                            .aggregate()
                            .join()
                            .status()
                            .code())
                    .isEqualTo(200);
            for (String open : List.of("/healthz", "/readyz", "/metrics")) {
                assertThat(gateway.get(open).status().code()).as(open).isEqualTo(200);
            }
        }
    }

    @Test
    void changesAreNoticedWithoutARestart() throws Exception {
        try (TestGateway gateway = new TestGateway(settings(Map.of()))) {
            IssuedToken made = token("search", Scope.CHAT);
            await().atMost(PATIENCE)
                    .until(() -> gateway.chat(TestGateway.ASK, bearer(made.text()))
                                    .status()
                                    .code()
                            == 200);
            IssuedToken rotated =
                    administration(InstantSource.system()).rotate(made.token().id(), null);
            await().atMost(PATIENCE)
                    .until(() -> gateway.chat(TestGateway.ASK, bearer(rotated.text()))
                                    .status()
                                    .code()
                            == 200);
            assertThat(gateway.chat(TestGateway.ASK, bearer(made.text()))
                            .status()
                            .code())
                    .isEqualTo(200);
            administration(InstantSource.system()).revoke(made.token().id());
            await().atMost(PATIENCE)
                    .until(() -> gateway.chat(TestGateway.ASK, bearer(rotated.text()))
                                    .status()
                                    .code()
                            == 401);
        }
    }

    @Test
    void tellsHowOldTokensAreAndRotatesThoseThatAreDue() throws Exception {
        Path file = folder.resolve("crawler.token");
        IssuedToken due = administration(InstantSource.fixed(Instant.now().minus(Duration.ofDays(6))))
                .create(new TokenRequest("search", "crawler", Set.of(Scope.CHAT), Set.of(), WEEK, file));
        IssuedToken old = administration(InstantSource.fixed(Instant.now().minus(Duration.ofDays(100))))
                .create(new TokenRequest("search", "old", Set.of(Scope.CHAT), Set.of(), Duration.ofDays(200), null));
        try (TestGateway gateway = new TestGateway(settings(Map.of()))) {
            await().atMost(PATIENCE).until(() -> !Files.readString(file).strip().equals(due.text()));
            await().atMost(PATIENCE)
                    .until(() -> gateway.chat(
                                            TestGateway.ASK,
                                            bearer(Files.readString(file).strip()))
                                    .status()
                                    .code()
                            == 200);
            await().atMost(PATIENCE).until(() -> audit("").size() >= 2);
            assertThat(audit("rotate"))
                    .hasSize(1)
                    .first()
                    .satisfies(
                            event -> assertThat(event.at("/llm_gateway/key/id").asText())
                                    .isEqualTo(due.token().id()));
            assertThat(audit("")).anySatisfy(event -> {
                assertThat(event.at("/llm_gateway/key/id").asText())
                        .isEqualTo(old.token().id());
                assertThat(event.at("/llm_gateway/key/age_days").asInt()).isEqualTo(100);
            });
        }
    }

    @Test
    void aTenantThatAsksTooOftenIsToldWhenToComeAgain() throws Exception {
        IssuedToken one = token("one", Scope.CHAT);
        IssuedToken other = token("other", Scope.CHAT);
        try (TestGateway gateway = new TestGateway(
                settings(Map.of("TENANT_REQUESTS_PER_SECOND", "1", "TENANT_TOKENS_PER_MINUTE", "1000000")))) {
            long start = System.nanoTime();
            List<CompletableFuture<AggregatedHttpResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(gateway.open(TestGateway.ASK, bearer(one.text())).aggregate());
            }
            List<AggregatedHttpResponse> all =
                    answers.stream().map(CompletableFuture::join).toList();
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
            List<AggregatedHttpResponse> refused = all.stream()
                    .filter(response -> response.status().code() == 429)
                    .toList();
            assertThat((long) all.size() - refused.size()).isBetween(1L, 1 + seconds);
            assertThat(refused).isNotEmpty().allSatisfy(response -> {
                assertThat(response.headers().get("retry-after")).isEqualTo("1");
                assertThat(response.headers().get("x-ratelimit-limit-requests")).isEqualTo("1");
                assertThat(response.headers().get("x-ratelimit-remaining-requests"))
                        .isEqualTo("0");
                assertThat(response.headers().get("x-ratelimit-reset-requests")).endsWith("s");
                assertThat(response.headers().get("x-ratelimit-limit-tokens")).isEqualTo("1000000");
                JsonNode error = json.readTree(response.contentUtf8()).get("error");
                assertThat(error.get("code").asText()).isEqualTo("requests_per_second");
                assertThat(error.get("type").asText()).isEqualTo("rate_limit_error");
            });
            assertThat(gateway.chat(TestGateway.ASK, bearer(other.text()))
                            .status()
                            .code())
                    .isEqualTo(200);
            List<RequestRecord> lines = gateway.records();
            assertThat(lines).hasSize(31);
            assertThat(lines.stream().filter(line -> line.result().outcome() == Outcome.RATE_LIMITED))
                    .hasSize(refused.size())
                    .allSatisfy(line -> assertThat(line.caller().tenant()).isEqualTo("one"));
            assertThat(audit("deny")).isEmpty();
        }
    }

    @Test
    void usedTokensAreWaitedFor() throws Exception {
        IssuedToken one = token("one", Scope.CHAT);
        try (TestGateway gateway = new TestGateway(settings(Map.of("TENANT_TOKENS_PER_MINUTE", "1")))) {
            assertThat(gateway.chat(TestGateway.ASK, bearer(one.text()))
                            .status()
                            .code())
                    .isEqualTo(200);
            RequestRecord.Usage used = gateway.onlyRecord().usage();
            assertThat(used.inputTokens() + used.outputTokens()).isGreaterThan(5);
            AggregatedHttpResponse refused = gateway.chat(TestGateway.ASK, bearer(one.text()));
            assertThat(refused.status().code()).isEqualTo(429);
            assertThat(refused.contentUtf8()).contains("tokens_per_minute");
            // One token a minute: as many minutes as tokens, one of which was there, and one more to go on with.
            assertThat(Long.parseLong(refused.headers().get("retry-after")))
                    .isBetween(
                            (used.inputTokens() + used.outputTokens() - 3) * 60,
                            (used.inputTokens() + used.outputTokens()) * 60);
        }
    }

    @Test
    void streamsThatAreOpenAreLimitedAndCountedWhenTheyEndOrAreGivenUp() throws Exception {
        IssuedToken one = token("one", Scope.CHAT);
        GatewaySettings slow = settings(Map.of("TENANT_CONCURRENT_STREAMS", "1"))
                .withSimulated(SimulatedSettings.faultless(1).withSpeed(0.05));
        try (TestGateway gateway = new TestGateway(slow)) {
            HttpResponse first = gateway.open(TestGateway.ASK_STREAM, bearer(one.text()));
            await().atMost(PATIENCE).untilAsserted(() -> {
                AggregatedHttpResponse second = gateway.chat(TestGateway.ASK_STREAM, bearer(one.text()));
                assertThat(second.status().code()).isEqualTo(429);
                assertThat(second.contentUtf8()).contains("concurrent_streams");
            });
            first.abort();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(gateway.records().stream()
                                    .filter(line -> line.result().outcome() == Outcome.ABORTED))
                            .hasSize(1));
        }
        try (TestGateway gateway = new TestGateway(settings(Map.of("TENANT_CONCURRENT_STREAMS", "1")))) {
            for (int i = 0; i < 3; i++) {
                await().atMost(PATIENCE)
                        .until(() -> gateway.chat(TestGateway.ASK_STREAM, bearer(one.text()))
                                        .status()
                                        .code()
                                == 200);
            }
        }
    }

    @Test
    void withoutTokensItListensOnThisMachineOnly() {
        GatewaySettings everywhere = GatewaySettings.from(Map.of("BIND_ADDRESS", "0.0.0.0"))
                .withPort(0)
                .withLogFolder(folder.resolve("logs"));

        assertThatThrownBy(() -> Gateway.start(everywhere))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("BIND_ADDRESS is \"0.0.0.0\", where everybody could come in");
        assertThat(everywhere.isLoopback()).isFalse();
        Gateway.start(everywhere.withTokens(folder.resolve("tokens.json"))).close();
    }

    @Test
    void aFileThatHoldsNoTokensStopsTheStart() throws Exception {
        Files.writeString(folder.resolve("tokens.json"), "{");

        assertThatThrownBy(() -> Gateway.start(settings(Map.of()))).hasMessageContaining("is no file of tokens");
    }
}
