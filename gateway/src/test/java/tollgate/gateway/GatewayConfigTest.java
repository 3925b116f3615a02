package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static tollgate.gateway.ScriptedUpstream.CHUNK;
import static tollgate.gateway.ScriptedUpstream.DONE;
import static tollgate.gateway.ScriptedUpstream.STOP;
import static tollgate.gateway.ScriptedUpstream.USAGE;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.files.FileMistakeException;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** Several upstreams by a configuration file: models, fallbacks, retries, keys, reload. */
class GatewayConfigTest {
    @TempDir
    Path folder;

    private final ScriptedUpstream one = new ScriptedUpstream();
    private final ScriptedUpstream two = new ScriptedUpstream();
    private TestGateway gateway;

    private Path config() {
        return folder.resolve("gateway.yaml");
    }

    private void write(String models) throws IOException {
        Files.writeString(
                config(),
                "providers:\n  one: {url: " + one.url() + ", provider: p1, keys: [{env: TEST_KEY}]}\n  two: {url: "
                        + two.url() + ", provider: p2}\nmodels:\n" + models);
    }

    @BeforeEach
    void start() throws IOException {
        write("  a: {provider: one}\n");
        gateway = launch(1);
    }

    private TestGateway launch(int attempts) {
        return new TestGateway(
                TestGateway.settings(folder.resolve("log")).withConfig(config()).withAttempts(attempts));
    }

    private void restart(String models, int attempts) throws IOException {
        write(models);
        gateway.close();
        gateway = launch(attempts);
    }

    @AfterEach
    void stop() {
        gateway.close();
        one.close();
        two.close();
    }

    private static String ask(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    @Test
    void aModelGoesToItsUpstreamUnderItsNameThere() throws IOException {
        restart(
                "  a: {provider: one, upstream_model: up-a, aliases: [alias-a], temperature: {max: 0.9}}\n  b: {provider: two}\n",
                1);

        assertThat(gateway.chat(ask("alias-a").replace("{\"model\"", "{\"temperature\":1.5,\"model\""))
                        .status())
                .isEqualTo(HttpStatus.OK);
        assertThat(one.lastRequest().contentUtf8())
                .isEqualTo(ask("up-a").replace("{\"model\"", "{\"temperature\":0.9,\"model\""));
        assertThat(one.lastRequest().headers().get("authorization")).isEqualTo("Bearer sk-test");
        gateway.chat(ask("b"), "authorization", "Bearer client", "cookie", "x=y", "x-forwarded-host", "h");
        assertThat(two.lastRequest().contentUtf8()).isEqualTo(ask("b"));
        assertThat(two.lastRequest().headers().contains("authorization")).isFalse();
        assertThat(two.lastRequest().headers().contains("cookie")).isFalse();
        assertThat(two.lastRequest().headers().contains("x-forwarded-host")).isFalse();
        assertThat(gateway.records())
                .extracting(record ->
                        record.model().requested() + " " + record.model().provider())
                .containsExactly("alias-a p1", "b p2");
        assertThat(gateway.get("/v1/models").contentUtf8()).contains("\"id\":\"a\"", "\"owned_by\":\"p2\"");
    }

    @Test
    void aModelThatIsNotListedIsRefused() throws IOException {
        restart("  a: {provider: one}\n", 1);

        AggregatedHttpResponse response = gateway.chat(ask("x"));

        assertThat(response.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(response.contentUtf8()).contains("\"code\":\"model_not_found\"", "\"param\":\"model\"");
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.result().outcome()).isEqualTo(Outcome.CLIENT_ERROR);
        assertThat(record.model().requested()).isEqualTo("x");
        assertThat(record.model().provider()).isNull();
        assertThat(record.result().attempts()).isEqualTo(RequestRecord.UNKNOWN);
        assertThat(one.requests()).isEmpty();
    }

    @Test
    void otherModelsGoWhereTheFileSays() throws IOException {
        restart("  a: {provider: one}\nother_models: two\n", 1);

        gateway.chat(ask("x"));

        assertThat(two.lastRequest().contentUtf8()).isEqualTo(ask("x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 401})
    void whereOneUpstreamFailsTheNextAnswers(int status) throws IOException {
        restart("  a: {provider: one, fallbacks: [b]}\n  b: {provider: two, upstream_model: up-b}\n", 1);
        one.script(_ -> ScriptedUpstream.json(status, "{\"error\":{\"code\":\"no\"}}"));

        assertThat(gateway.chat(ask("a")).contentUtf8()).isEqualTo(ScriptedUpstream.WHOLE);
        assertThat(two.lastRequest().contentUtf8()).isEqualTo(ask("up-b"));
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.model().requested()).isEqualTo("a");
        assertThat(record.model().provider()).isEqualTo("p2");
        assertThat(record.result().attempts()).isEqualTo(2);
        assertThat(record.result().outcome()).isEqualTo(Outcome.OK);
        assertThat(record.result().errorType()).isNull();
        assertThat(gateway.get("/metrics").contentUtf8()).contains("tollgate_upstream_retries_total");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 413, 422})
    void aRefusalOfTheRequestIsFinal(int status) throws IOException {
        restart("  a: {provider: one, fallbacks: [b]}\n  b: {provider: two}\n", 3);
        one.script(_ -> ScriptedUpstream.json(status, "{\"error\":{\"code\":\"no\"}}"));

        assertThat(gateway.chat(ask("a")).status().code()).isEqualTo(status);
        assertThat(one.requests()).hasSize(1);
        assertThat(two.requests()).isEmpty();
    }

    @Test
    void aCallThatFailsIsRepeatedUnderOneRequestId() throws IOException {
        restart("  a: {provider: one}\n", 3);
        AtomicInteger calls = new AtomicInteger();
        one.script(_ -> calls.incrementAndGet() < 3
                ? ScriptedUpstream.json(503, "{}")
                : ScriptedUpstream.events(CHUNK + STOP + USAGE + DONE));

        AggregatedHttpResponse response = gateway.chat("{\"stream\":true," + ask("a").substring(1));

        assertThat(response.contentUtf8()).isEqualTo(CHUNK + STOP + DONE);
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.requestId()).isEqualTo(TestGateway.requestId(response));
        assertThat(record.result().attempts()).isEqualTo(3);
        // 1 s and 2 s, at the least
        assertThat(record.timing().upstreamNanos()).isGreaterThan(3_000_000_000L);
    }

    @Test
    void theRefusalOfTheLastAttemptReachesTheClientWithItsRetryAfter() throws IOException {
        restart("  a: {provider: one}\n", 2);
        one.script(_ -> HttpResponse.of(
                ResponseHeaders.builder(429)
                        .contentType(MediaType.JSON)
                        .set("retry-after", "1")
                        .build(),
                HttpData.ofUtf8("{}")));

        AggregatedHttpResponse response = gateway.chat(ask("a"));

        assertThat(response.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(response.headers().get("retry-after")).isEqualTo("1");
        assertThat(one.requests()).hasSize(2);
        assertThat(gateway.onlyRecord().result().attempts()).isEqualTo(2);
    }

    @Test
    void anUpstreamThatIsNotThereIsPassedOver() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Files.writeString(
                config(),
                "providers:\n  gone: {url: \"http://127.0.0.1:" + free + "/v1\"}\n  two: {url: " + two.url()
                        + "}\nmodels:\n  a: {provider: gone, fallbacks: [b]}\n  b: {provider: two}\n");
        gateway.close();
        gateway = launch(1);

        assertThat(gateway.chat(ask("a")).status()).isEqualTo(HttpStatus.OK);
        assertThat(gateway.onlyRecord().result().attempts()).isEqualTo(2);
    }

    @Test
    void anUpstreamThatFailsAgainAndAgainIsSpared() throws IOException {
        restart("  a: {provider: one}\n", 1);
        one.script(_ -> ScriptedUpstream.json(500, "{}"));

        await().until(() -> gateway.chat(ask("a")).contentUtf8().contains("\"code\":\"upstream_spared\""));

        int asked = one.requests().size();
        assertThat(asked).isGreaterThanOrEqualTo(10);
        RequestRecord spared = gateway.records().getLast();
        assertThat(spared.result().status()).isEqualTo(503);
        assertThat(spared.result().attempts()).isEqualTo(RequestRecord.UNKNOWN);
        assertThat(gateway.get("/metrics").contentUtf8())
                .contains("tollgate_upstream_breaker_open{upstream=\"one\"} 1.0");
    }

    @Test
    void aReloadTakesOverWhileARequestRuns() throws IOException {
        restart("  a: {provider: one}\n", 1);
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(
                ResponseHeaders.builder(200).contentType(MediaType.EVENT_STREAM).build());
        one.answer(writer);
        BodyListener running = BodyListener.listen(gateway.open("{\"stream\":true," + ask("a").substring(1)));
        writer.write(HttpData.ofUtf8(CHUNK));
        await().until(() -> running.text().equals(CHUNK));

        write("  a: {provider: two}\n");
        AggregatedHttpResponse reloaded = reload();
        assertThat(reloaded.contentUtf8()).isEqualTo("{\"reloaded\":true}");
        gateway.chat(ask("a"));
        writer.write(HttpData.ofUtf8(STOP + USAGE + DONE));
        writer.close();

        assertThat(running.end().join()).isEqualTo(CHUNK + STOP + DONE);
        assertThat(two.requests()).hasSize(1);
        await().until(() -> gateway.records().size() == 2);
        assertThat(gateway.records())
                .allSatisfy(record -> assertThat(record.result().outcome()).isEqualTo(Outcome.OK));
    }

    private AggregatedHttpResponse reload() {
        return gateway.client().post(ReloadService.PATH, "").aggregate().join();
    }

    @Test
    void aFileWithAMistakeChangesNothing() throws IOException {
        restart("  a: {provider: one}\n", 1);
        write("  a: {provider: nobody}\n");

        AggregatedHttpResponse response = reload();

        assertThat(response.status()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(response.contentUtf8()).contains("gateway.yaml:5: provider: 'nobody' is no provider");
        assertThat(gateway.chat(ask("a")).status()).isEqualTo(HttpStatus.OK);
        assertThatThrownBy(() -> gateway.gateway().reload()).isInstanceOf(FileMistakeException.class);
    }

    @Test
    void aKeyThatCannotBeReadIsAMistakeOfItsLine() {
        assertThatThrownBy(() -> {
                    Files.writeString(
                            config(),
                            "providers:\n  one:\n    url: http://h/v1\n    keys:\n    - env: NO_SUCH\nmodels:\n  a: {provider: one}\n");
                    gateway.gateway().reload();
                })
                .isInstanceOf(FileMistakeException.class)
                .hasMessage(config() + ":5: the environment variable NO_SUCH is not set; set it to the key");
    }
}
