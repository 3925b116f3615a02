package tollgate.elasticsearch.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The ports of 127.0.0.1. */
final class Ports {
    private Ports() {}

    /**
     * Finds out early what Elasticsearch would find out after seconds.
     *
     * @param port the port to listen on, or 0 for any
     * @throws PortTakenException where another program listens there
     */
    static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            throw new PortTakenException(port);
        }
    }
}
