package tollgate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MonitoringServerTest {
    @Test
    void itIsAliveAndNotReadyUntilItIsToldWhatToWatch() throws Exception {
        try (MonitoringServer server = MonitoringServer.start("127.0.0.1", 0)) {
            assertThat(status(server, "/healthz")).isEqualTo(200);
            assertThat(status(server, "/readyz")).isEqualTo(503);

            Changing health = new Changing();
            server.watch(health);
            assertThat(status(server, "/readyz")).isEqualTo(503);
            health.ready.set(true);
            assertThat(status(server, "/readyz")).isEqualTo(200);
            health.alive.set(false);
            assertThat(status(server, "/healthz")).isEqualTo(503);
        }
    }

    @Test
    void metricsAreInPrometheusFormatAndRefreshedBeforeTheyAreRead() throws Exception {
        try (MonitoringServer server = MonitoringServer.start("127.0.0.1", 0)) {
            Changing health = new Changing();
            server.watch(health);
            Counter.builder("some.things").register(server.registry()).increment(3);

            AggregatedHttpResponse answer = get(server, "/metrics");

            assertThat(answer.contentType() + "").isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.contentUtf8())
                    .contains("\nsome_things_total 3.0\n")
                    .contains("\njvm_memory_used_bytes{");
            assertThat(health.refreshed).hasValue(1);
        }
    }

    @Test
    void portThatIsTakenIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> MonitoringServer.start("127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(MonitoringException.class)
                    .hasMessageStartingWith(
                            "health and metrics cannot be served at 127.0.0.1:" + taken.getLocalPort() + " (")
                    .hasMessageEndingWith("): choose another port or address")
                    .hasMessageNotContaining("\n");
        }
    }

    private static int status(MonitoringServer server, String path) {
        return get(server, path).status().code();
    }

    private static AggregatedHttpResponse get(MonitoringServer server, String path) {
        return WebClient.of(server.toString()).blocking().get(path);
    }

    private static final class Changing implements Health {
        private final AtomicBoolean alive = new AtomicBoolean(true);
        private final AtomicBoolean ready = new AtomicBoolean();
        private final AtomicInteger refreshed = new AtomicInteger();

        @Override
        public boolean isAlive() {
            return alive.get();
        }

        @Override
        public boolean isReady() {
            return ready.get();
        }

        @Override
        public void refresh() {
            refreshed.incrementAndGet();
        }
    }
}
