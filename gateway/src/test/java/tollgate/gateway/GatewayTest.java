package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

class GatewayTest {
    @TempDir
    Path folder;

    private GatewaySettings settings() {
        return TestGateway.settings(folder);
    }

    private GatewaySettings withShutdownTimeout(GatewaySettings settings, Duration timeout) {
        GatewaySettings.Limits limits = settings.limits();
        return new GatewaySettings(
                settings.bindAddress(),
                settings.port(),
                settings.upstream(),
                settings.defaults(),
                settings.log(),
                new GatewaySettings.Limits(
                        limits.requestTimeout(),
                        limits.slowStart(),
                        timeout,
                        limits.idleTimeout(),
                        limits.bodyBytes(),
                        limits.headerBytes(),
                        limits.answerBytes(),
                        limits.memoryBytes()),
                settings.node(),
                settings.simulated(),
                1,
                null,
                settings.access());
    }

    @Test
    void listsItsModels() {
        GatewaySettings settings = GatewaySettings.from(Map.of("MODEL_NAME", "a\"b", "MODELS", "c"))
                .withPort(0)
                .withLogFolder(folder);
        try (TestGateway gateway = new TestGateway(settings)) {
            AggregatedHttpResponse response = gateway.get("/v1/models");

            assertThat(response.contentType()).isEqualTo(MediaType.JSON);
            assertThat(response.contentUtf8().replaceAll("\"created\":\\d{10}", "\"created\":0"))
                    .isEqualTo("{\"object\":\"list\",\"data\":["
                            + "{\"id\":\"a\\\"b\",\"object\":\"model\",\"created\":0,\"owned_by\":\"simulated\"},"
                            + "{\"id\":\"c\",\"object\":\"model\",\"created\":0,\"owned_by\":\"simulated\"}]}");
        }
    }

    @Test
    void countsWhatItWrites() {
        try (TestGateway gateway = new TestGateway(settings())) {
            gateway.chat(TestGateway.ASK);
            gateway.chat(TestGateway.ASK_STREAM);
            gateway.chat("{\"model\":\"made-up\"}");
            long input = gateway.records().stream()
                    .mapToLong(record -> Math.max(0, record.usage().inputTokens()))
                    .sum();
            long output = gateway.records().stream()
                    .mapToLong(record -> Math.max(0, record.usage().outputTokens()))
                    .sum();

            String metrics = gateway.get("/metrics").contentUtf8();
            String operation = "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"simulated\",";
            String known = operation + "gen_ai_request_model=\"qianwen-turbo\"";
            assertThat(metrics)
                    .contains("gen_ai_client_operation_duration_seconds_count{error_type=\"none\"," + known
                            + ",outcome=\"ok\"} 2\n")
                    .contains("gen_ai_client_operation_duration_seconds_count{error_type=\"invalid_request\","
                            + operation + "gen_ai_request_model=\"other\",outcome=\"client_error\"} 1\n")
                    .contains("gen_ai_client_operation_time_to_first_chunk_seconds_count{" + known + "} 1\n")
                    .contains("gen_ai_client_token_usage_sum{" + known + ",gen_ai_token_type=\"input\"} " + input
                            + ".0\n")
                    .contains("gen_ai_client_token_usage_sum{" + known + ",gen_ai_token_type=\"output\"} " + output
                            + ".0\n")
                    .contains("gen_ai_client_operation_duration_seconds_bucket{error_type=\"none\"," + known
                            + ",outcome=\"ok\",le=\"327.68\"} 2\n")
                    .contains("tollgate_request_log_append_seconds_count 3\n")
                    .contains("tollgate_request_log_write_failures_total 0.0\n")
                    .doesNotContain("made-up");
            await().untilAsserted(() ->
                    assertThat(gateway.get("/metrics").contentUtf8()).contains("tollgate_requests_in_flight 0.0\n"));
        }
    }

    @Test
    void answersWhatItDoesNotKnowInTheSameShape() {
        try (TestGateway gateway = new TestGateway(settings())) {
            AggregatedHttpResponse notFound = gateway.get("/v1/nothing");
            assertThat(notFound.status()).isEqualTo(HttpStatus.NOT_FOUND);
            assertThat(notFound.contentUtf8())
                    .isEqualTo("{\"error\":{\"message\":\"Not Found.\",\"type\":\"invalid_request_error\","
                            + "\"param\":null,\"code\":\"not_found\"}}");
            assertThat(gateway.get(ChatService.PATH).contentUtf8()).contains("\"code\":\"method_not_allowed\"");
            AggregatedHttpResponse headers = gateway.over("h1c").chat(TestGateway.ASK, "x-large", "x".repeat(20_000));
            assertThat(headers.status()).isEqualTo(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
            assertThat(headers.contentUtf8()).contains("\"code\":\"request_header_fields_too_large\"");
            assertThat(gateway.records()).isEmpty();
        }
    }

    @Test
    void isReadyWhileItRuns() {
        try (TestGateway gateway = new TestGateway(settings())) {
            assertThat(gateway.get("/healthz").status()).isEqualTo(HttpStatus.OK);
            assertThat(gateway.get("/readyz").status()).isEqualTo(HttpStatus.OK);
            assertThat(gateway.gateway().uri())
                    .hasHost("127.0.0.1")
                    .hasPort(gateway.gateway().port());
        }
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path other) {
        try (TestGateway first = new TestGateway(settings())) {
            int port = first.gateway().port();

            assertThatThrownBy(
                            () -> Gateway.start(settings().withLogFolder(other).withPort(port)))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port))
                    .hasMessage("port " + port + " on 127.0.0.1 is taken: "
                            + "stop the process that listens there, or set PORT to another port");
        }
        try (TestGateway again = new TestGateway(settings().withLogFolder(other))) {
            assertThat(again.chat(TestGateway.ASK).status()).isEqualTo(HttpStatus.OK);
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        GatewaySettings settings = GatewaySettings.from(Map.of("BIND_ADDRESS", "192.0.2.1"))
                .withPort(0)
                .withLogFolder(folder)
                .withTokens(folder.resolve("tokens.json"));

        assertThatThrownBy(() -> Gateway.start(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("BIND_ADDRESS is \"192.0.2.1\", which cannot be listened on (")
                .hasMessageEndingWith("): set an address of this machine, or a port above 1023");
    }

    @Test
    void aLogFolderThatIsAFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Gateway.start(settings().withLogFolder(file)))
                .isInstanceOf(SettingException.class)
                .hasMessage("LOG_FOLDER is \"" + file
                        + "\", which cannot be used (java.nio.file.FileAlreadyExistsException: " + file
                        + "): set a folder that this process can write and no other gateway uses");
    }

    @Test
    void runningRequestsEndBeforeItStops() {
        try (ScriptedUpstream upstream = new ScriptedUpstream()) {
            CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
            upstream.answer(HttpResponse.of(answer));
            TestGateway gateway = new TestGateway(settings().withUpstream(upstream.url(), null));
            CompletableFuture<AggregatedHttpResponse> response =
                    gateway.open(TestGateway.ASK).aggregate();
            await().until(() -> upstream.requests().size() == 1);

            CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway.gateway()::close);
            await().untilAsserted(() ->
                    assertThat(gateway.get("/readyz").status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
            assertThat(gateway.chat(TestGateway.ASK).contentUtf8()).contains("\"code\":\"shutting_down\"");
            answer.complete(ScriptedUpstream.whole());

            assertThat(response.join().contentUtf8()).isEqualTo(ScriptedUpstream.WHOLE);
            closed.join();
            assertThat(gateway.records())
                    .extracting(record -> record.result().outcome())
                    .containsExactly(Outcome.ABORTED, Outcome.OK);
            gateway.close();
        }
    }

    @Test
    void requestsThatDoNotEndAreAbortedAndLeaveTheirLines() {
        try (ScriptedUpstream upstream = new ScriptedUpstream()) {
            HttpResponseWriter stream = HttpResponse.streaming();
            stream.write(ResponseHeaders.builder(200)
                    .contentType(MediaType.EVENT_STREAM)
                    .build());
            stream.write(HttpData.ofUtf8(ScriptedUpstream.CHUNK));
            upstream.script(
                    request -> request.contentUtf8().contains("\"stream\":true") ? stream : HttpResponse.streaming());
            TestGateway gateway = new TestGateway(
                    withShutdownTimeout(settings().withUpstream(upstream.url(), null), Duration.ofMillis(100)));
            BodyListener streamed = BodyListener.listen(gateway.open(TestGateway.ASK_STREAM));
            CompletableFuture<AggregatedHttpResponse> whole =
                    gateway.open(TestGateway.ASK).aggregate();
            await().until(() -> upstream.requests().size() == 2 && streamed.pieces() == 1);

            gateway.close();

            assertThat(streamed.end().join())
                    .startsWith(ScriptedUpstream.CHUNK + "data: {\"error\":")
                    .contains("\"code\":\"shutting_down\"");
            assertThat(whole.join().status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(gateway.records())
                    .extracting(RequestRecord::result)
                    .allSatisfy(result -> {
                        assertThat(result.outcome()).isEqualTo(Outcome.ABORTED);
                        assertThat(result.errorType()).isEqualTo("shutting_down");
                    })
                    .extracting(RequestRecord.Result::status)
                    .containsExactlyInAnyOrder(200, 503);
        }
    }
}
