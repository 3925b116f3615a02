package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that begin a request and never end its headers, ten thousand at once, at a gateway with its usual small heap. */
class HalfOpenIT {
    private static final int CONNECTIONS = 10_000;
    private static final int OTHER_FILES = 1_000;
    private static final byte[] BEGUN =
            ("POST " + ChatService.PATH + " HTTP/1.1\r\nhost: test\r\nx-slow: ").getBytes(StandardCharsets.US_ASCII);

    private final Deque<SocketChannel> connections = new ArrayDeque<>(CONNECTIONS);

    @TempDir
    private Path folder;

    @Test
    void theServiceGoesOnAndTheyAreClosed() throws Exception {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() > CONNECTIONS + OTHER_FILES,
                "a process may not open 11,000 files here: ulimit -n");
        String token = KilledGateway.prepare(folder);
        Process gateway = KilledGateway.start(folder, Map.of("IDLE_TIMEOUT_MS", "20000"));
        try {
            int port = KilledGateway.port(gateway);
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(begin(port));
            }

            assertThat(ask(port, token).status().code()).isEqualTo(200);
            assertThat(Records.in(folder.resolve("logs")))
                    .as("what has not become a request has no line")
                    .hasSize(1);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        connections.removeIf(HalfOpenIT::isClosed);
                        assertThat(connections).isEmpty();
                    });
            assertThat(ask(port, token).status().code()).isEqualTo(200);
            assertThat(Records.in(folder.resolve("logs"))).hasSize(2);
        } finally {
            for (SocketChannel each : connections) {
                each.close();
            }
            gateway.destroyForcibly();
            assertThat(gateway.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static SocketChannel begin(int port) throws IOException {
        SocketChannel connection = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ByteBuffer begun = ByteBuffer.wrap(BEGUN);
        while (begun.hasRemaining()) {
            connection.write(begun);
        }
        connection.configureBlocking(false);
        return connection;
    }

    /** Closes its own end, too. An answer that says why may come first. */
    private static boolean isClosed(SocketChannel connection) {
        ByteBuffer said = ByteBuffer.allocate(1_024);
        try {
            int read = connection.read(said);
            while (read > 0) {
                read = connection.read(said.clear());
            }
            if (read == 0) {
                return false;
            }
            connection.close();
            return true;
        } catch (IOException e) { // reset
            return true;
        }
    }

    private static AggregatedHttpResponse ask(int port, String token) {
        // With no protocol to be agreed upon: that has a time limit of its own, and the gateway is busy.
        return WebClient.of("h1c://127.0.0.1:" + port)
                .execute(HttpRequest.of(
                        RequestHeaders.builder(HttpMethod.POST, ChatService.PATH)
                                .contentType(MediaType.JSON)
                                .add("authorization", "Bearer " + token)
                                .build(),
                        HttpData.ofUtf8(TestGateway.ASK)))
                .aggregate()
                .join();
    }
}
