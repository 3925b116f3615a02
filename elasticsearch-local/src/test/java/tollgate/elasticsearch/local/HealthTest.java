package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private final HttpServer server;
    private final Path ports;

    HealthTest(@TempDir Path temp) throws IOException {
        ports = temp.resolve("http.ports");
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isNotHealthyBeforeItSaysWhereItListens() throws IOException {
        try (Health health = new Health(ports)) {
            assertThat(health.healthy()).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void isHealthyWhenItSaysSo() throws IOException {
        String address = "127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(ports, address + "\n");
        try (Health health = new Health(ports)) {
            assertThat(health.healthy()).contains(URI.create("http://" + address));
        }
        assertThat(asked).containsExactly("/_cluster/health?wait_for_status=yellow&timeout=1s&filter_path=status");
    }

    @Test
    void isNotHealthyWhileItStillWaitsForItsShards() throws IOException {
        status = 408;
        Files.writeString(ports, "127.0.0.1:" + server.getAddress().getPort());
        try (Health health = new Health(ports)) {
            assertThat(health.healthy()).isEmpty();
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void isNotHealthyWhereNothingListens() throws IOException {
        server.stop(0);
        Files.writeString(ports, "127.0.0.1:" + server.getAddress().getPort());
        try (Health health = new Health(ports)) {
            assertThat(health.healthy()).isEmpty();
        }
    }
}
