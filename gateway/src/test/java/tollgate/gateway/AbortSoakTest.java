package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** Clients that hang up when they like, and providers that fail: one line each. */
class AbortSoakTest {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 100;
    private static final int HALF_OPEN = 2_000;

    @TempDir
    Path folder;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final AtomicInteger sent = new AtomicInteger();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(TestGateway.settings(folder)
                .withUpstream(upstream.url(), null)
                .withRequestTimeout(Duration.ofSeconds(5)));
        upstream.script(AbortSoakTest::answer);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    /** What the request's user names; the fate is told by its number. */
    private static HttpResponse answer(AggregatedHttpRequest request) {
        int number = Integer.parseInt(request.contentUtf8().replaceAll(".*\"user\":\"u([0-9]+)\".*", "$1"));
        boolean stream = request.contentUtf8().contains("\"stream\":true");
        return switch (number % 10) {
            case 0 -> ScriptedUpstream.json(500, "{}");
            case 1 -> ScriptedUpstream.json(200, "<html>");
            case 2 -> HttpResponse.ofFailure(new IOException("reset"));
            default -> stream ? slowly() : ScriptedUpstream.whole();
        };
    }

    private static HttpResponse slowly() {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.EVENT_STREAM)
                .build());
        next(writer, 10);
        return writer;
    }

    private static void next(HttpResponseWriter writer, int left) {
        String text = left > 0
                ? ScriptedUpstream.CHUNK
                : ScriptedUpstream.STOP + ScriptedUpstream.USAGE + ScriptedUpstream.DONE;
        if (!writer.tryWrite(HttpData.ofUtf8(text))) {
            return;
        }
        if (left == 0) {
            writer.close();
        } else {
            var _ = writer.whenConsumed().thenRun(() -> next(writer, left - 1));
        }
    }

    @Test
    void linesAreRequestsWheneverClientsHangUp() throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int seed = i;
            clients.add(Thread.ofVirtual().start(() -> ask(new SplittableRandom(seed))));
        }
        for (Thread client : clients) {
            client.join();
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(gateway.records()).hasSize(sent.get()));
        await().until(() -> upstream.openCalls() == 0);
        // A second after the line of an aborted one, at the earliest: so long Armeria lets its answer end by itself.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(gateway.get("/metrics").contentUtf8())
                        .contains("tollgate_requests_in_flight 0.0\n"));
        assertThat(gateway.chat("{\"user\":\"u5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                        .status())
                .isEqualTo(HttpStatus.OK);
        List<RequestRecord> records = gateway.records();
        assertThat(records.stream().map(RequestRecord::requestId)).doesNotHaveDuplicates();
        Map<Outcome, Long> outcomes = records.stream()
                .collect(Collectors.groupingBy(
                        record ->
                                java.util.Objects.requireNonNull(record.result().outcome()),
                        Collectors.counting()));
        assertThat(outcomes).containsKeys(Outcome.OK, Outcome.ABORTED, Outcome.UPSTREAM_ERROR);
    }

    private void ask(SplittableRandom random) {
        for (int i = 0; i < REQUESTS; i++) {
            int number = random.nextInt(1_000);
            byte[] request = request("{\"user\":\"u" + number + "\",\"stream\":" + random.nextBoolean()
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
            int head = head(request);
            int cut = random.nextInt(4) == 0 ? random.nextInt(head, request.length) : request.length;
            try (Socket socket = connect()) {
                socket.getOutputStream().write(request, 0, cut);
                sent.incrementAndGet();
                boolean answered = readSome(socket.getInputStream(), cut < request.length ? 0 : random.nextInt(3_000));
                if (answered && random.nextBoolean()) { // a reset before that may overtake the request
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean readSome(InputStream in, int bytes) throws IOException {
        byte[] buffer = new byte[512];
        int left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                break;
            }
            left -= read;
            if (in.available() == 0) {
                break; // hangs up in the middle, wherever that is
            }
        }
        return left < bytes;
    }

    private static int head(byte[] request) {
        return new String(request, StandardCharsets.US_ASCII).indexOf("\r\n\r\n") + 4;
    }

    private static byte[] request(String body) {
        return ("POST /v1/chat/completions HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), gateway.gateway().port());
    }

    @Test
    void halfOpenConnectionsStopNobody() throws IOException {
        List<Socket> open = new ArrayList<>();
        byte[] begun = "POST /v1/chat/completions HTTP/1.1\r\nho".getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < HALF_OPEN; i++) {
                Socket socket = connect();
                open.add(socket);
                socket.getOutputStream().write(begun, 0, i % 2 * begun.length);
            }
            assertThat(gateway.chat("{\"user\":\"u5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                            .status())
                    .isEqualTo(HttpStatus.OK);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        assertThat(gateway.records()).hasSize(1);
    }
}
