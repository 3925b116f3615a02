package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;

/** Rather no answer than an unrecorded one. */
class GatewayFullDiskTest {
    private final InMemoryRequestLog log = new InMemoryRequestLog();
    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final Gateway gateway;
    private final WebClient client;

    GatewayFullDiskTest(@TempDir Path folder) {
        gateway = Gateway.start(
                TestGateway.settings(folder).withUpstream(upstream.url(), null),
                log,
                GatewayPlug.of(Map.of(), _ -> {}));
        client = WebClient.of(gateway.uri());
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private HttpResponse ask(String body) {
        return client.prepare()
                .post(ChatService.PATH)
                .content(MediaType.JSON, body)
                .execute();
    }

    private void assertUnavailable(AggregatedHttpResponse response) {
        assertThat(response.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.contentUtf8())
                .isEqualTo("{\"error\":{\"message\":\"The gateway cannot write its request log and answers nothing "
                        + "that it cannot record.\",\"type\":\"server_error\",\"param\":null,"
                        + "\"code\":\"request_log_unavailable\"}}");
    }

    private HttpStatus readiness() {
        return client.get("/readyz").aggregate().join().status();
    }

    @Test
    void requestsAreTurnedAwayUntilThereIsRoom() {
        assertThat(readiness()).isEqualTo(HttpStatus.OK);
        log.setFull(true);

        assertUnavailable(ask(TestGateway.ASK).aggregate().join());
        assertThat(readiness()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(client.get("/healthz").aggregate().join().status()).isEqualTo(HttpStatus.OK);
        assertThat(upstream.requests()).isEmpty();
        assertThat(client.get("/metrics").aggregate().join().contentUtf8())
                .contains("tollgate_requests_refused_total 1.0");

        log.setFull(false);
        assertThat(readiness()).isEqualTo(HttpStatus.OK);
        assertThat(ask(TestGateway.ASK).aggregate().join().status()).isEqualTo(HttpStatus.OK);
        assertThat(log.written()).hasSize(1);
    }

    @Test
    void anAnswerWhoseLineFindsNoRoomIsNotGivenAndItsLineFollowsByItself() {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        upstream.answer(HttpResponse.of(answer));
        CompletableFuture<AggregatedHttpResponse> response =
                ask(TestGateway.ASK).aggregate();
        await().until(() -> upstream.requests().size() == 1);
        log.setFull(true);
        answer.complete(ScriptedUpstream.whole());

        assertUnavailable(response.join());
        assertThat(log.written()).isEmpty();
        assertThat(log.keptLines()).isEqualTo(1);

        log.setFull(false);
        await().until(() -> log.written().size() == 1);
        assertThat(log.written().get(0).result().outcome()).isEqualTo(Outcome.OK);
        assertThat(log.written().get(0).usage().outputTokens()).isEqualTo(22);
    }

    @Test
    void aStreamWhoseLineFindsNoRoomHasNoEnd() {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(
                ResponseHeaders.builder(200).contentType(MediaType.EVENT_STREAM).build());
        writer.write(HttpData.ofUtf8(ScriptedUpstream.CHUNK));
        upstream.answer(writer);
        BodyListener listener = BodyListener.listen(ask(TestGateway.ASK_STREAM));
        await().until(() -> listener.text().equals(ScriptedUpstream.CHUNK));
        log.setFull(true);
        writer.write(HttpData.ofUtf8(ScriptedUpstream.STOP + ScriptedUpstream.USAGE + ScriptedUpstream.DONE));
        writer.close();

        assertThat(listener.end().join())
                .startsWith(ScriptedUpstream.CHUNK + ScriptedUpstream.STOP + "data: {\"error\":")
                .contains("\"code\":\"request_log_unavailable\"")
                .doesNotContain("[DONE]");
        assertThat(log.keptLines()).isEqualTo(1);
    }
}
