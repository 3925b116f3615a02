package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/** Bodies that are large for the room that there is. */
class GatewayMemoryTest {
    /** For bodies of 500,000 bytes, copies contained. */
    private static final String LITTLE = "1000000";

    private static final String MUCH = "100000000";

    @TempDir
    Path folder;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = gateway(LITTLE);
    }

    private TestGateway gateway(String room) {
        return new TestGateway(GatewaySettings.from(Map.of("BODY_MEMORY_BYTES", room))
                .withPort(0)
                .withAttempts(1)
                .withLogFolder(folder)
                .withUpstream(upstream.url(), new ApiKey("sk-secret")));
    }

    private void giveMuchRoom() {
        gateway.close();
        gateway = gateway(MUCH);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private static String ask(int contentBytes) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "a".repeat(contentBytes) + "\"}]}";
    }

    private static String answer(int contentBytes) {
        return ScriptedUpstream.WHOLE.replace("Hi", "b".repeat(contentBytes));
    }

    private void assertRefused(
            AggregatedHttpResponse response, int status, String type, @Nullable String retryAfter, String message) {
        assertThat(response.status().code()).isEqualTo(status);
        assertThat(response.headers().get(HttpHeaderNames.RETRY_AFTER)).isEqualTo(retryAfter);
        assertThat(response.contentUtf8()).contains("\"code\":\"" + type + "\"").contains(message);
        RequestRecord.Result result = gateway.records().getLast().result();
        assertThat(result.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.errorType()).isEqualTo(type);
    }

    private void assertNothingIsHeld() {
        await().untilAsserted(() ->
                assertThat(gateway.get("/metrics").contentUtf8()).contains("tollgate_bodies_held_bytes 0.0\n"));
    }

    @Test
    void whoFindsNoRoomIsRefusedAndTheOthersGoOn() {
        CompletableFuture<HttpResponse> later = new CompletableFuture<>();
        upstream.answer(HttpResponse.of(later));
        CompletableFuture<AggregatedHttpResponse> first =
                gateway.open(ask(300_000)).aggregate();
        await().until(() -> upstream.requests().size() == 1);
        upstream.script(request -> ScriptedUpstream.whole());

        assertRefused(gateway.chat(ask(300_000)), 503, "no_room", "1", "try again");
        assertThat(gateway.chat(ask(60_000)).status()).isEqualTo(HttpStatus.OK);
        await().untilAsserted(() ->
                assertThat(gateway.get("/metrics").contentUtf8()).contains("tollgate_bodies_held_bytes 600"));

        later.complete(ScriptedUpstream.whole());
        assertThat(first.join().status()).isEqualTo(HttpStatus.OK);
        assertNothingIsHeld();
        assertThat(gateway.chat(ask(300_000)).status()).isEqualTo(HttpStatus.OK);
        assertThat(gateway.records()).hasSize(4);
        assertNothingIsHeld();
    }

    @Test
    void aRequestThatWouldNotFitAloneIsTooLarge() {
        AggregatedHttpResponse response = gateway.chat(ask(400_000));

        assertThat(response.status().code()).isEqualTo(413);
        assertThat(response.contentUtf8()).contains("The request's body is larger than 375000 bytes.");
        assertThat(gateway.onlyRecord().result().errorType()).isEqualTo("body_too_large");
        assertThat(gateway.chat(ask(300_000)).status()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void anAnswerThatWouldNotFitAloneIsTooLarge() {
        upstream.answer(ScriptedUpstream.json(200, answer(600_000)));

        assertRefused(gateway.chat(TestGateway.ASK), 502, "answer_too_large", null, "too large");

        upstream.script(request -> ScriptedUpstream.json(200, answer(400_000)));
        assertThat(gateway.chat(TestGateway.ASK).contentUtf8()).isEqualTo(answer(400_000));
        assertNothingIsHeld();
    }

    @Test
    void anEventThatDoesNotEndEndsItsStreamOnly() {
        upstream.answer(ScriptedUpstream.events(ScriptedUpstream.CHUNK + "data: " + "c".repeat(200_000)));

        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK_STREAM);

        assertThat(response.contentUtf8())
                .startsWith(ScriptedUpstream.CHUNK + "data: {\"error\"")
                .contains("answer_too_large");
        assertThat(gateway.onlyRecord().result().errorType()).isEqualTo("answer_too_large");
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1c", "h2c"})
    void largeBodiesPassWholeWithTheirLengths(String protocol) {
        giveMuchRoom();
        gateway.over(protocol);
        String answer = answer(7_000_000);
        upstream.script(request -> ScriptedUpstream.json(200, answer));

        AggregatedHttpResponse response = gateway.chat(ask(9_000_000));

        assertThat(response.contentUtf8().equals(answer))
                .as("the answer is whole")
                .isTrue();
        assertThat(response.headers().contentLength()).isEqualTo(answer.length());
        AggregatedHttpRequest asked = upstream.lastRequest();
        assertThat(asked.headers().contentLength()).isEqualTo(asked.content().length());
        assertThat(asked.contentUtf8()).endsWith(ask(9_000_000).substring(1));
        assertThat(gateway.onlyRecord().usage())
                .isEqualTo(new RequestRecord.Usage(11, 22, 3, UNKNOWN, 4, UsageSource.PROVIDER));
        assertNothingIsHeld();
    }

    @Test
    void aLongPromptIsEstimatedByItsLengthAndALongAnswerNotAtAll() {
        giveMuchRoom();
        String prompt = ask(2_000_000);
        upstream.answer(
                ScriptedUpstream.events(ScriptedUpstream.CHUNK + ScriptedUpstream.STOP + ScriptedUpstream.DONE));

        assertThat(gateway.chat(prompt.replace("{\"messages", "{\"stream\":true,\"messages"))
                        .status())
                .isEqualTo(HttpStatus.OK);

        int messagesBytes = prompt.length() - "{\"messages\":}".length() - 1;
        assertThat(gateway.records().getFirst().usage())
                .isEqualTo(new RequestRecord.Usage(
                        3 + messagesBytes / 4, 2, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED));

        upstream.answer(ScriptedUpstream.json(
                200, "{\"choices\":[{\"message\":{\"content\":\"" + "d".repeat(2_000_000) + "\"}}]}"));
        assertThat(gateway.chat(TestGateway.ASK).status()).isEqualTo(HttpStatus.OK);
        assertThat(gateway.records().getLast().usage())
                .isEqualTo(new RequestRecord.Usage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.UNKNOWN));
        assertThat(gateway.records())
                .extracting(record -> record.result().outcome())
                .isEqualTo(List.of(Outcome.OK, Outcome.OK));
    }

    @Test
    void aLargeRequestMayBeStreamedToo() {
        giveMuchRoom();
        upstream.script(request -> HttpResponse.of(
                HttpStatus.OK,
                MediaType.EVENT_STREAM,
                HttpData.ofUtf8(ScriptedUpstream.CHUNK
                        + ScriptedUpstream.STOP
                        + ScriptedUpstream.USAGE
                        + ScriptedUpstream.DONE)));

        String response = gateway.chat(ask(5_000_000).replace("{\"messages", "{\"stream\":true,\"messages"))
                .contentUtf8();

        assertThat(response).isEqualTo(ScriptedUpstream.CHUNK + ScriptedUpstream.STOP + ScriptedUpstream.DONE);
        assertThat(upstream.lastRequest().contentUtf8()).contains("\"include_usage\":true");
        assertThat(gateway.onlyRecord().usage().inputTokens()).isEqualTo(11);
    }
}
