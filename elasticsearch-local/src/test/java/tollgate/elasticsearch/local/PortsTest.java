package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            assertTaken(other.getLocalPort());
        }
    }

    @Test
    void aPortTakenOnAllAddressesIsTakenToo() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            assertTaken(other.getLocalPort());
        }
    }

    @Test
    void letsAFreePortPass() throws IOException {
        int port;
        try (ServerSocket other = new ServerSocket(0)) {
            port = other.getLocalPort();
        }
        assertThatCode(() -> Ports.requireFree(port)).doesNotThrowAnyException();
    }

    @Test
    void anyPortIsAlwaysFree() {
        assertThatCode(() -> Ports.requireFree(0)).doesNotThrowAnyException();
    }

    private static void assertTaken(int port) {
        assertThatThrownBy(() -> Ports.requireFree(port))
                .isInstanceOfSatisfying(
                        PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port))
                .hasMessage("Port " + port
                        + " of 127.0.0.1 is taken: stop what listens there, or choose another port for Elasticsearch");
    }
}
