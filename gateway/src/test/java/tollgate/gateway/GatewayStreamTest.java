package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tollgate.gateway.ScriptedUpstream.CHUNK;
import static tollgate.gateway.ScriptedUpstream.DONE;
import static tollgate.gateway.ScriptedUpstream.STOP;
import static tollgate.gateway.ScriptedUpstream.USAGE;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/** Each way to end, for streams. */
class GatewayStreamTest {
    private static final String ASK_WITH_USAGE =
            "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final RequestRecord.Usage TOLD =
            new RequestRecord.Usage(11, 22, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.PROVIDER);
    /** One chunk of two words; of the prompt: three tokens for the message and for the answer, one for its role and its text. */
    private static final RequestRecord.Usage ESTIMATED =
            new RequestRecord.Usage(8, 2, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED);

    @TempDir
    Path folder;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final CountDownLatch chunkArrived = new CountDownLatch(1);
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(settings());
    }

    private GatewaySettings settings() {
        return TestGateway.settings(folder).withUpstream(upstream.url(), null);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void passesThroughWithoutTheUsageThatTheClientDidNotAskFor() {
        upstream.answer(ScriptedUpstream.events(CHUNK + STOP + USAGE + DONE));

        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK_STREAM);

        assertThat(response.status()).isEqualTo(HttpStatus.OK);
        assertThat(response.contentType()).isEqualTo(MediaType.EVENT_STREAM);
        assertThat(response.contentUtf8()).isEqualTo(CHUNK + STOP + DONE);
        assertThat(upstream.lastRequest().contentUtf8()).contains("\"stream_options\":{\"include_usage\":true}");
        assertThat(upstream.lastRequest().headers().contains("authorization")).isFalse();
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.requestId()).isEqualTo(TestGateway.requestId(response));
        assertThat(record.model())
                .isEqualTo(new RequestRecord.Model("qianwen-turbo", "qianwen-turbo-0919", "127.0.0.1", "chat", true));
        assertThat(record.usage()).isEqualTo(TOLD);
        assertThat(record.result())
                .isEqualTo(new RequestRecord.Result(Outcome.OK, 200, "stop", null, null, "chatcmpl-8", 1, null));
        assertThat(record.timing().ttftNanos())
                .isPositive()
                .isLessThanOrEqualTo(record.timing().latencyNanos());
    }

    @Test
    void passesTheUsageThatTheClientAskedFor() {
        upstream.answer(ScriptedUpstream.events(CHUNK + STOP + USAGE + DONE));

        assertThat(gateway.chat(ASK_WITH_USAGE).contentUtf8()).isEqualTo(CHUNK + STOP + USAGE + DONE);
        assertThat(gateway.onlyRecord().usage()).isEqualTo(TOLD);
    }

    @Test
    void aStreamWithoutUsageIsEstimatedAndSaysSo() {
        upstream.answer(ScriptedUpstream.events(CHUNK + STOP + DONE));

        assertThat(gateway.chat(TestGateway.ASK_STREAM).contentUtf8()).isEqualTo(CHUNK + STOP + DONE);
        assertThat(gateway.onlyRecord().usage()).isEqualTo(ESTIMATED);
    }

    @Test
    void comesOutTheSameWhereverTheNetworkCutsIt() {
        byte[] stream = (CHUNK + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < stream.length; cut++) {
            HttpResponseWriter writer = eventStream();
            writer.write(HttpData.wrap(Arrays.copyOfRange(stream, 0, cut)));
            HttpData rest = HttpData.wrap(Arrays.copyOfRange(stream, cut, stream.length));
            var _ = writer.whenConsumed().thenRun(() -> {
                writer.write(rest);
                writer.close();
            });
            upstream.answer(writer);

            assertThat(gateway.chat(TestGateway.ASK_STREAM).contentUtf8())
                    .as("cut at %s", cut)
                    .isEqualTo(CHUNK + STOP + DONE);
        }
        assertThat(gateway.records()).hasSize(stream.length - 1).allSatisfy(record -> {
            assertThat(record.usage()).isEqualTo(TOLD);
            assertThat(record.result().outcome()).isEqualTo(Outcome.OK);
        });
    }

    private static HttpResponseWriter eventStream() {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.EVENT_STREAM)
                .build());
        return writer;
    }

    private void assertLine(Outcome outcome, int status, String errorType, RequestRecord.Usage usage) {
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.result().outcome()).isEqualTo(outcome);
        assertThat(record.result().status()).isEqualTo(status);
        assertThat(record.result().errorType()).isEqualTo(errorType);
        assertThat(record.usage()).isEqualTo(usage);
    }

    @Test
    void anErrorInTheStreamReachesTheClientAsOne() {
        upstream.answer(ScriptedUpstream.events(
                CHUNK + "data: {\"error\":{\"message\":\"raw text\",\"type\":\"overloaded_error\"}}\n\n"));

        assertThat(gateway.chat(TestGateway.ASK_STREAM).contentUtf8())
                .isEqualTo(CHUNK
                        + "data: {\"error\":{\"message\":\"The upstream answered with an error (overloaded_error).\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_error\"}}\n\n");
        assertLine(Outcome.UPSTREAM_ERROR, 200, "upstream_error", ESTIMATED);
    }

    @Test
    void aStreamThatEndsEarlyIsAnError() {
        upstream.answer(ScriptedUpstream.events(CHUNK));

        assertThat(gateway.chat(TestGateway.ASK_STREAM).contentUtf8())
                .startsWith(CHUNK + "data: {\"error\":")
                .doesNotContain("[DONE]");
        assertLine(Outcome.UPSTREAM_ERROR, 200, "stream_ended_early", ESTIMATED);
    }

    @Test
    void aConnectionThatBreaksIsAnError() throws Exception {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread server = Thread.ofVirtual().start(() -> sendOneChunkAndReset(socket));
            gateway.close();
            gateway = new TestGateway(
                    settings().withUpstream(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1"), null));

            BodyListener client = BodyListener.listen(gateway.open(TestGateway.ASK_STREAM));
            await().until(() -> client.text().equals(CHUNK));
            chunkArrived.countDown();
            assertThat(client.end().join())
                    .startsWith(CHUNK + "data: {\"error\":")
                    .contains("\"code\":\"connection_lost\"");
            server.join();
        }
        assertLine(Outcome.UPSTREAM_ERROR, 200, "connection_lost", ESTIMATED);
    }

    private void sendOneChunkAndReset(ServerSocket socket) {
        try (var connection = socket.accept()) {
            connection.getInputStream().read(new byte[100]);
            OutputStream out = connection.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                            + Integer.toHexString(CHUNK.length()) + "\r\n" + CHUNK + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            chunkArrived.await(); // a reset at once would overtake it
            connection.setSoLinger(true, 0);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStreamThatStallsIsGivenUp() {
        gateway.close();
        gateway = new TestGateway(settings().withRequestTimeout(Duration.ofMillis(300)));
        HttpResponseWriter writer = eventStream();
        writer.write(HttpData.ofUtf8(CHUNK));
        upstream.answer(writer);

        assertThat(gateway.chat(TestGateway.ASK_STREAM).contentUtf8())
                .startsWith(CHUNK + "data: {\"error\":")
                .contains("\"code\":\"upstream_timeout\"");
        assertLine(Outcome.TIMEOUT, 200, "upstream_timeout", ESTIMATED);
        await().untilAsserted(() -> assertThat(upstream.openCalls()).isZero());
    }

    @Test
    void anAnswerThatIsNoStreamIsABadAnswer() {
        upstream.answer(ScriptedUpstream.whole());

        AggregatedHttpResponse response = gateway.chat(TestGateway.ASK_STREAM);

        assertThat(response.status()).isEqualTo(HttpStatus.BAD_GATEWAY);
        assertThat(gateway.onlyRecord().result().errorType()).isEqualTo("invalid_answer");
    }

    @Test
    void aRefusalBeforeTheStreamIsAPlainAnswer() {
        upstream.answer(ScriptedUpstream.json(429, "{\"error\":{\"code\":\"insufficient_quota\"}}"));

        assertThat(gateway.chat(TestGateway.ASK_STREAM).status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(gateway.onlyRecord().result().errorMessage())
                .isEqualTo("The upstream answered 429 (insufficient_quota).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1c", "h2c"})
    void aClientThatHangsUpInTheMiddleLeavesOneLineAndEndsTheUpstreamsCall(String protocol) {
        HttpResponseWriter writer = eventStream();
        upstream.answer(writer);
        BodyListener client = BodyListener.hangUpAfter(2, gateway.over(protocol).open(TestGateway.ASK_STREAM));
        writer.write(HttpData.ofUtf8(CHUNK));
        await().until(() -> client.pieces() == 1);
        writer.write(HttpData.ofUtf8(CHUNK));
        await().until(() -> client.end().isCancelled());

        await().untilAsserted(() -> assertThat(upstream.openCalls()).isZero());
        await().untilAsserted(() -> assertThat(gateway.records()).hasSize(1));
        assertLine(
                Outcome.ABORTED,
                499,
                "client_closed",
                new RequestRecord.Usage(8, 4, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED));
        upstream.answer(ScriptedUpstream.whole());
        gateway.chat(TestGateway.ASK);
        assertThat(gateway.records()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1c", "h2c"})
    void aClientThatHangsUpBeforeTheFirstChunkLeavesALineWithoutTokens(String protocol) {
        upstream.answer(HttpResponse.streaming());
        HttpResponse response = gateway.over(protocol).open(TestGateway.ASK_STREAM);
        await().until(() -> upstream.openCalls() == 1 && !upstream.requests().isEmpty());

        response.abort();

        await().untilAsserted(() -> assertThat(upstream.openCalls()).isZero());
        await().untilAsserted(() -> assertThat(gateway.records()).hasSize(1));
        assertLine(
                Outcome.ABORTED,
                499,
                "client_closed",
                new RequestRecord.Usage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.UNKNOWN));
    }
}
