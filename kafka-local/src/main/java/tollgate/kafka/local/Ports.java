package tollgate.kafka.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** The ports of 127.0.0.1. */
final class Ports {
    /** Below those that the system gives to outgoing connections, so that none of these takes one meanwhile. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int TRIES = 200;

    private Ports() {}

    /**
     * The first of some free ports that follow each other. A broker must be told its ports before it starts, since the others must
     * know them.
     */
    static int free(int count) {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < TRIES; i++) {
            int first = random.nextInt(FIRST, LAST - count);
            if (firstTaken(first, count) == 0) {
                return first;
            }
        }
        throw new KafkaFailedException("No " + count + " ports in a row are free on 127.0.0.1: choose some for Kafka");
    }

    /**
     * Finds out early what Kafka would find out later.
     *
     * @throws PortTakenException where another program listens on one of them
     */
    static void requireFree(int first, int count) {
        int taken = firstTaken(first, count);
        if (taken != 0) {
            throw new PortTakenException(taken);
        }
    }

    private static int firstTaken(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            } catch (IOException e) {
                return port;
            }
        }
        return 0;
    }
}
