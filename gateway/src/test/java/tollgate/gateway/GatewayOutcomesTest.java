package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/** Each way to end, its answer and its line, for requests that are not streamed. */
class GatewayOutcomesTest {
    @TempDir
    Path folder;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(settings());
    }

    private GatewaySettings settings() {
        return TestGateway.settings(folder).withUpstream(upstream.url(), new ApiKey("sk-secret"));
    }

    private void restart(GatewaySettings settings) {
        gateway.close();
        gateway = new TestGateway(settings);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void aRequestThatIsOpenForLongSaysSoBeforeItEnds() {
        restart(settings().withSlowStart(Duration.ofMillis(50)));
        CompletableFuture<HttpResponse> later = new CompletableFuture<>();
        upstream.script(request -> HttpResponse.of(later));
        CompletableFuture<AggregatedHttpResponse> response = gateway.open(
                        "{\"model\":\"asked\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                        "x-tenant-id",
                        "t-1")
                .aggregate();
        await().until(() -> !gateway.records().isEmpty());

        RequestRecord slow = gateway.onlyRecord();
        assertThat(slow.kind()).isEqualTo(RecordKind.SLOW_START);
        assertThat(slow.model().requested()).isEqualTo("asked");
        assertThat(slow.caller().tenant()).isEqualTo("t-1");
        assertThat(slow.result().outcome()).isNull();
        assertThat(slow.usage().inputTokens()).isEqualTo(UNKNOWN);
        assertThat(slow.timing().latencyNanos()).isGreaterThanOrEqualTo(50_000_000);
        later.complete(ScriptedUpstream.whole());
        assertThat(response.join().status()).isEqualTo(HttpStatus.OK);
        assertThat(gateway.records()).hasSize(2);
        RequestRecord ended = gateway.records().getLast();
        assertThat(ended.kind()).isEqualTo(RecordKind.REQUEST);
        assertThat(ended.requestId()).isEqualTo(slow.requestId());
        assertThat(ended.timestamp()).isEqualTo(slow.timestamp());
        assertThat(ended.usage().inputTokens()).isEqualTo(11);
        assertThat(gateway.get("/metrics").contentUtf8()).contains("tollgate_requests_slow_started_total 1.0");
    }

    @Test
    void aWholeAnswerPassesThroughAndLeavesAFullLine() {
        Instant before = Instant.now();
        AggregatedHttpResponse response = gateway.chat(
                "{\"model\":\"asked\",\"user\":\"u-1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "x-tenant-id",
                "t-1",
                "user-agent",
                "test/1",
                "x-request-id",
                "the-clients-own");

        assertThat(response.status()).isEqualTo(HttpStatus.OK);
        assertThat(response.contentUtf8()).isEqualTo(ScriptedUpstream.WHOLE);
        assertThat(response.contentType()).isEqualTo(MediaType.JSON);
        assertThat(response.headers().get("server"))
                .as("nobody need know the server's version")
                .isNull();
        assertThat(response.headers().contains("x-tollgate-simulated")).isFalse();

        RequestRecord record = gateway.onlyRecord();
        assertThat(record.requestId()).isEqualTo(TestGateway.requestId(response));
        assertThat(UUID.fromString(record.requestId()).version()).isEqualTo(7);
        assertThat(record.timestamp()).isBetween(before, Instant.now());
        assertThat(record.model())
                .isEqualTo(new RequestRecord.Model("asked", "qianwen-turbo-0919", "127.0.0.1", "chat", false));
        assertThat(record.usage()).isEqualTo(new RequestRecord.Usage(11, 22, 3, UNKNOWN, 4, UsageSource.PROVIDER));
        assertThat(record.result())
                .isEqualTo(new RequestRecord.Result(Outcome.OK, 200, "stop", null, null, "chatcmpl-7", 1, null));
        assertThat(record.caller()).isEqualTo(new RequestRecord.Caller("t-1", "u-1", null, "127.0.0.1", "test/1"));
        Identity identity = Identity.of(null);
        assertThat(identity.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(record.instance())
                .isEqualTo(new RequestRecord.Instance(
                        "tollgate-gateway", identity.version(), identity.host(), identity.host(), null));
        RequestRecord.Timing timing = record.timing();
        assertThat(timing.ttftNanos()).isEqualTo(UNKNOWN);
        assertThat(timing.upstreamNanos()).isPositive();
        assertThat(timing.overheadNanos()).isPositive();
        assertThat(timing.latencyNanos()).isGreaterThanOrEqualTo(timing.upstreamNanos() + timing.overheadNanos());
    }

    @Test
    void theUpstreamGetsTheKeyAndTheDefaults() {
        gateway.chat(TestGateway.ASK);

        assertThat(upstream.lastRequest().headers().get("authorization")).isEqualTo("Bearer sk-secret");
        assertThat(upstream.lastRequest().contentUtf8())
                .isEqualTo("{\"model\":\"qianwen-turbo\",\"max_tokens\":2048,\"temperature\":0.7,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(gateway.onlyRecord().model().requested()).isEqualTo("qianwen-turbo");
    }

    @Test
    void aUsageThatTheUpstreamKeepsToItselfIsEstimated() {
        upstream.answer(ScriptedUpstream.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}"));

        assertThat(gateway.chat(TestGateway.ASK).status()).isEqualTo(HttpStatus.OK);
        assertThat(gateway.onlyRecord().usage())
                .isEqualTo(new RequestRecord.Usage(8, 1, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED));
        assertThat(gateway.onlyRecord().result().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void thePromptOfAPictureIsNotEstimated() {
        upstream.answer(ScriptedUpstream.json(200, "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}"));

        gateway.chat("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"what?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}");

        assertThat(gateway.onlyRecord().usage())
                .isEqualTo(new RequestRecord.Usage(UNKNOWN, 1, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED));
    }

    private void assertFailure(
            AggregatedHttpResponse response, int status, Outcome outcome, String type, String message) {
        assertThat(response.status().code()).isEqualTo(status);
        assertThat(response.contentUtf8()).contains("\"code\":\"" + type + "\"").contains(message);
        assertLine(status, outcome, type, message);
        assertThat(gateway.onlyRecord().requestId()).isEqualTo(TestGateway.requestId(response));
    }

    private void assertLine(int status, Outcome outcome, String type, String message) {
        RequestRecord.Result result = gateway.onlyRecord().result();
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.errorType()).isEqualTo(type);
        assertThat(result.errorMessage()).isEqualTo(message);
    }

    @Test
    void aBadRequestIsTheClientsMistakeAndNeverGoesUpstream() {
        AggregatedHttpResponse response = gateway.chat("{\"model\":\"asked\",\"stream\":true}");

        assertThat(response.contentUtf8())
                .isEqualTo("{\"error\":{\"message\":\"messages is missing.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"messages\",\"code\":\"invalid_request\"}}");
        assertFailure(response, 400, Outcome.CLIENT_ERROR, "invalid_request", "messages is missing.");
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.model().requested()).isEqualTo("asked");
        assertThat(record.model().stream()).isTrue();
        assertThat(record.result().attempts()).isEqualTo(UNKNOWN);
        assertThat(record.usage().source()).isNull();
        assertThat(record.timing().upstreamNanos()).isEqualTo(UNKNOWN);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aTenantThatNoLineCouldCarryIsRefused() {
        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK, "x-tenant-id", "t".repeat(257));

        assertFailure(
                response,
                400,
                Outcome.CLIENT_ERROR,
                "invalid_request",
                "The header x-tenant-id has more than 256 characters.");
    }

    @Test
    void aBodyAboveTheLimitIsRefused() {
        GatewaySettings settings = settings();
        GatewaySettings.Limits limits = settings.limits();
        restart(new GatewaySettings(
                settings.bindAddress(),
                0,
                settings.upstream(),
                settings.defaults(),
                settings.log(),
                new GatewaySettings.Limits(
                        limits.requestTimeout(),
                        limits.slowStart(),
                        limits.shutdownTimeout(),
                        limits.idleTimeout(),
                        60,
                        8_192,
                        1_000_000,
                        limits.memoryBytes()),
                "node-7",
                settings.simulated(),
                1,
                null,
                settings.access()));

        assertThat(gateway.chat(TestGateway.ASK).status()).isEqualTo(HttpStatus.OK);
        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK + " ".repeat(30));

        assertThat(response.status().code()).isEqualTo(413);
        assertThat(gateway.records()).hasSize(2);
        RequestRecord record = gateway.records().get(1);
        assertThat(record.result().outcome()).isEqualTo(Outcome.CLIENT_ERROR);
        assertThat(record.result().errorMessage()).isEqualTo("The request's body is larger than 60 bytes.");
        assertThat(record.instance().serviceNode()).isEqualTo("node-7");
    }

    @Test
    void aRateLimitIsPassedOnWithItsTime() {
        upstream.answer(HttpResponse.of(
                ResponseHeaders.builder(429)
                        .contentType(MediaType.JSON)
                        .set("retry-after", "17")
                        .build(),
                HttpData.ofUtf8(
                        "{\"error\":{\"message\":\"text\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}")));

        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK);

        assertFailure(
                response,
                429,
                Outcome.RATE_LIMITED,
                "rate_limited",
                "The upstream answered 429 (rate_limit_exceeded).");
        assertThat(response.contentUtf8()).contains("\"type\":\"rate_limit_error\"");
        assertThat(response.headers().get("retry-after")).isEqualTo("17");
        assertThat(gateway.onlyRecord().usage().source()).isEqualTo(UsageSource.UNKNOWN);
        assertThat(gateway.onlyRecord().result().attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | 502 | UPSTREAM_ERROR | upstream_error       | The upstream answered 500 (server_error).",
                "503 | 502 | UPSTREAM_ERROR | upstream_error       | The upstream answered 503 (server_error).",
                "302 | 502 | UPSTREAM_ERROR | upstream_error       | The upstream answered 302 (server_error).",
                "401 | 502 | UPSTREAM_ERROR | upstream_credentials | The upstream answered 401 (server_error). It does not accept the gateway's key.",
                "504 | 504 | TIMEOUT        | upstream_timeout     | The upstream answered 504 (server_error).",
                "408 | 504 | TIMEOUT        | upstream_timeout     | The upstream answered 408 (server_error)."
            })
    void aFailureOfTheUpstreamIsNotTheClients(
            int upstreamStatus, int status, Outcome outcome, String type, String message) {
        upstream.answer(ScriptedUpstream.json(
                upstreamStatus, "{\"error\":{\"message\":\"raw text\",\"type\":\"server_error\",\"code\":null}}"));

        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK);

        assertFailure(response, status, outcome, type, message);
        assertThat(response.contentUtf8()).doesNotContain("raw text");
    }

    @ParameterizedTest
    @CsvSource({
        "400, context_length_exceeded, CLIENT_ERROR, upstream_refused",
        "404, model_not_found, CLIENT_ERROR, upstream_refused",
        "400, data_inspection_failed, POLICY, policy",
        "403, unsupported_country, POLICY, policy"
    })
    void whatTheUpstreamRefusesItExplainsToTheClientItself(int status, String code, Outcome outcome, String type) {
        String body = "{\"error\":{\"message\":\"raw text\",\"type\":\"t\",\"param\":null,\"code\":\"" + code + "\"}}";
        upstream.answer(ScriptedUpstream.json(status, body));

        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK);

        assertThat(response.status().code()).isEqualTo(status);
        assertThat(response.contentUtf8()).isEqualTo(body);
        assertLine(status, outcome, type, "The upstream answered " + status + " (" + code + ").");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"choices\":[", "[]", "{}", ""})
    void whatIsNoChatCompletionIsABadAnswer(String body) {
        upstream.answer(ScriptedUpstream.json(200, body));

        assertFailure(
                gateway.chat(TestGateway.ASK),
                502,
                Outcome.UPSTREAM_ERROR,
                "invalid_answer",
                "The upstream's answer is not a chat completion.");
    }

    @Test
    void anErrorWithTheStatusOfAnAnswerIsAnError() {
        upstream.answer(ScriptedUpstream.json(200, "{\"error\":{\"message\":\"x\",\"code\":\"overloaded\"}}"));

        assertFailure(
                gateway.chat(TestGateway.ASK),
                502,
                Outcome.UPSTREAM_ERROR,
                "upstream_error",
                "The upstream answered with an error (overloaded).");
    }

    @Test
    void anUpstreamThatIsNotThereCannotBeReached() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0)) {
            freePort = socket.getLocalPort();
        }
        restart(settings().withUpstream(URI.create("http://127.0.0.1:" + freePort + "/v1"), null));

        assertFailure(
                gateway.chat(TestGateway.ASK),
                502,
                Outcome.UPSTREAM_ERROR,
                "connection_failed",
                "The upstream could not be reached.");
    }

    @Test
    void anUpstreamThatHangsUpBreaksTheConnection() throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread server = Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getInputStream().read(new byte[100]);
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                    connection.setSoLinger(true, 0); // the close is a reset
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            restart(settings().withUpstream(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1"), null));

            assertFailure(
                    gateway.chat(TestGateway.ASK),
                    502,
                    Outcome.UPSTREAM_ERROR,
                    "connection_lost",
                    "The connection to the upstream broke during its answer.");
            server.join();
        }
    }

    @Test
    void anUpstreamThatNeverAnswersIsGivenUp() {
        restart(settings().withRequestTimeout(Duration.ofMillis(200)));
        upstream.answer(HttpResponse.streaming());

        assertFailure(
                gateway.chat(TestGateway.ASK),
                504,
                Outcome.TIMEOUT,
                "upstream_timeout",
                "The upstream did not finish its answer in time.");
        await().untilAsserted(() -> assertThat(upstream.openCalls()).isZero());
    }

    /** The start of a request whose body never comes whole. */
    private static final String HALF_A_REQUEST =
            "POST /v1/chat/completions HTTP/1.1\r\nhost: h\r\ncontent-length: 100\r\n\r\n{\"model\":";

    private Socket sendHalfARequest() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.gateway().port());
        socket.getOutputStream().write(HALF_A_REQUEST.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedForForever() throws Exception {
        restart(settings().withRequestTimeout(Duration.ofMillis(200)));
        try (Socket socket = sendHalfARequest()) {
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).isEqualTo("HTTP/1.1 408 Request Timeout");
        }
        assertLine(408, Outcome.CLIENT_ERROR, "request_timeout", "The request's body did not arrive in time.");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void aClientThatHangsUpWithinItsBodyLeavesALine() throws Exception {
        try (Socket socket = sendHalfARequest()) {
            await().untilAsserted(() ->
                    assertThat(gateway.get("/metrics").contentUtf8()).contains("tollgate_requests_in_flight 1.0"));
            assertThat(socket.isConnected()).isTrue();
        }
        await().untilAsserted(() -> assertThat(gateway.records()).hasSize(1));
        assertLine(
                499,
                Outcome.ABORTED,
                "client_closed",
                "The client closed the connection before the end of its answer.");
    }
}
