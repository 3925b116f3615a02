package tollgate.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProberTest {
    private final HttpProber prober = new HttpProber(Duration.ofMillis(500));
    private final AtomicInteger followed = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/healthz", 200);
        answer("/broken", 500);
        answer("/moved", 302);
        server.createContext("/elsewhere", exchange -> followed.incrementAndGet());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answerBelow400IsUp() throws IOException {
        assertFound("/healthz?key=s3cret", 200, true);
        assertFound("/moved", 302, true);
        assertThat(followed).hasValue(0);
    }

    @Test
    void answerOf500IsDownAndSaysNothingOfTheBody() throws IOException {
        ProbeResult result = prober.probe(probe("/broken"));

        assertThat(result.isUp()).isFalse();
        assertThat(result.status()).isEqualTo(500);
        assertThat(result.error()).isEqualTo("HTTP status 500");
    }

    @Test
    void portThatNobodyListensAtIsDown() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        ProbeResult result = prober.probe(new Probe("gateway", URI.create("http://127.0.0.1:" + free + "/healthz")));

        assertThat(result.isUp()).isFalse();
        assertThat(result.status()).isEqualTo(ProbeResult.NO_STATUS);
        assertThat(result.error()).isEqualTo("connection refused");
    }

    @Test
    void serverThatDoesNotAnswerInTimeIsDown() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProbeResult result =
                    prober.probe(new Probe("gateway", URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/")));

            assertThat(result.isUp()).isFalse();
            assertThat(result.error()).isEqualTo("no answer within 500 ms");
        }
    }

    private void assertFound(String path, int status, boolean up) throws IOException {
        ProbeResult result = prober.probe(probe(path));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.isUp()).isEqualTo(up);
        assertThat(result.probe().shown()).doesNotContain("s3cret");
    }

    private Probe probe(String path) {
        return new Probe(
                "gateway", URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private void answer(String path, int status) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] body = "a secret of the service".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
