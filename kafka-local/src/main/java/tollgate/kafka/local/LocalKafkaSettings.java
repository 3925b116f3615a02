package tollgate.kafka.local;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to run the brokers.
 *
 * @param nodes how many; each is broker and controller
 * @param port the first of {@value #PORTS_PER_NODE} ports of 127.0.0.1 for each node, or 0 for free ones; clients connect to the
 *     first of each node
 * @param data the folder of their data, kept when they stop; or null for a temporary one that is deleted on close
 * @param heapMegabytes the most that the heap of one broker grows to
 * @param startTimeout how long the start may take
 * @param access who gets in
 */
public record LocalKafkaSettings(
        int nodes, int port, @Nullable Path data, int heapMegabytes, Duration startTimeout, Access access) {
    /** For clients, for the other brokers, for the controllers. */
    static final int PORTS_PER_NODE = 3;

    static final int MIN_PORT = 1_024;
    static final int MAX_PORT = 65_535;
    static final int MAX_NODES = 9;
    /** With less, a broker has no room for the buffers of its log cleaner. */
    static final int MIN_HEAP_MEGABYTES = 192;

    public LocalKafkaSettings {
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new IllegalArgumentException(nodes + " brokers of Kafka: choose from 1 to " + MAX_NODES);
        }
        if (port != 0 && (port < MIN_PORT || port + PORTS_PER_NODE * nodes > MAX_PORT)) {
            throw new IllegalArgumentException("The port of Kafka is " + port + ": choose 0 for free ones, or one from "
                    + MIN_PORT + " to " + (MAX_PORT - PORTS_PER_NODE * nodes));
        }
        if (heapMegabytes < MIN_HEAP_MEGABYTES) {
            throw new IllegalArgumentException(
                    "The heap of Kafka is " + heapMegabytes + " MB: give it at least " + MIN_HEAP_MEGABYTES + " MB");
        }
        if (!startTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "The start timeout of Kafka is " + startTimeout + ": give it a positive one");
        }
    }

    /** One broker on free ports, with temporary data, for everybody on this machine, and what the environment says (see {@link Environment}). */
    public static LocalKafkaSettings defaults() {
        return new Environment(System.getenv()).settings();
    }

    public LocalKafkaSettings nodes(int newNodes) {
        return new LocalKafkaSettings(newNodes, port, data, heapMegabytes, startTimeout, access);
    }

    public LocalKafkaSettings port(int newPort) {
        return new LocalKafkaSettings(nodes, newPort, data, heapMegabytes, startTimeout, access);
    }

    public LocalKafkaSettings data(Path newData) {
        return new LocalKafkaSettings(nodes, port, newData, heapMegabytes, startTimeout, access);
    }

    public LocalKafkaSettings access(Access newAccess) {
        return new LocalKafkaSettings(nodes, port, data, heapMegabytes, startTimeout, newAccess);
    }
}
