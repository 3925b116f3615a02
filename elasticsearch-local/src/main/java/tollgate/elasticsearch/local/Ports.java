package tollgate.elasticsearch.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** The ports of 127.0.0.1. */
final class Ports {
    private static final int FIRST = 20_000;
    /** Above it, systems give ports to outgoing connections. */
    private static final int LAST = 31_999;
    /** So many at least are left to choose from. */
    private static final int CHOICE = 1_000;

    private Ports() {}

    /**
     * A range of which Elasticsearch takes the first that is free. It lies below the ports of outgoing connections, one of which
     * could otherwise have the port of a server that was killed before it is started again; even one to that very port.
     */
    static String any() {
        return RandomGenerator.getDefault().nextInt(FIRST, LAST - CHOICE) + "-" + LAST;
    }

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
