package tollgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void nobodyThere() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(new PortCheck(port).look())
                .containsExactly(Finding.ok("port", "port " + port + " is free for a gateway"));
    }

    @Test
    void aGatewayThatIsWell() throws Exception {
        assertThat(at(200, 200).severity()).isEqualTo(Severity.OK);
    }

    @Test
    void aGatewayThatTakesNoRequests() throws Exception {
        Finding found = at(200, 503);

        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.text()).endsWith(" and takes no requests");
    }

    @Test
    void somethingElse() throws Exception {
        Finding found = at(404, 404);

        assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(found.text()).endsWith(" is taken by something that is no gateway");
    }

    private static Finding at(int alive, int ready) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/healthz") ? alive : ready, -1);
            exchange.close();
        });
        server.start();
        try {
            return new PortCheck(server.getAddress().getPort()).look().getFirst();
        } finally {
            server.stop(0);
        }
    }
}
