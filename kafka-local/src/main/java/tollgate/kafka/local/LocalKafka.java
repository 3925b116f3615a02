package tollgate.kafka.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A real Kafka in processes of its own, only for programs of this machine. It ends with this program, however this program ends.
 * Not safe for threads.
 */
public final class LocalKafka implements AutoCloseable {
    private static final int POLL_MILLIS = 50;

    private final LocalKafkaSettings settings;
    private final DataFolder folder;
    private final Artifacts artifacts;
    private final List<Broker> brokers = new ArrayList<>();

    private LocalKafka(LocalKafkaSettings settings, DataFolder folder, Artifacts artifacts) {
        this.settings = settings;
        this.folder = folder;
        this.artifacts = artifacts;
    }

    /**
     * Starts the brokers and waits until all of them serve.
     *
     * @param progress takes one-line messages about what is going on
     * @throws PortTakenException where another program listens on one of the ports
     * @throws KafkaFailedException where they do not start; then nothing is left running
     */
    public static LocalKafka start(LocalKafkaSettings settings, Consumer<String> progress) {
        Artifacts artifacts = Artifacts.ofBuild();
        int ports = LocalKafkaSettings.PORTS_PER_NODE * settings.nodes();
        int port = settings.port() == 0 ? Ports.free(ports) : settings.port();
        try {
            DataFolder folder = DataFolder.of(settings.data());
            LocalKafkaSettings real = settings.port(port);
            LocalKafka kafka = new LocalKafka(folder.temporary() ? real : real.data(folder.path()), folder, artifacts);
            try {
                Ports.requireFree(port, ports);
                kafka.startAll(progress);
            } catch (IOException | RuntimeException e) {
                kafka.close();
                throw e;
            }
            return kafka;
        } catch (IOException e) {
            throw new KafkaFailedException("Kafka cannot be started: " + e, e);
        }
    }

    private void startAll(Consumer<String> progress) throws IOException {
        String name = "Kafka " + artifacts.version();
        progress.accept("Starting " + name);
        long start = System.nanoTime();
        for (Node node : Node.all(settings, folder.path())) {
            brokers.add(Broker.launch(node, folder.cluster(), settings, artifacts));
        }
        for (Broker broker : brokers) {
            awaitUp(broker);
        }
        progress.accept(name + " is up at " + bootstrap() + " after "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
    }

    private void awaitUp(Broker broker) throws IOException {
        long start = System.nanoTime();
        while (!broker.isUp()) {
            if (System.nanoTime() - start > settings.startTimeout().toNanos()) {
                throw new KafkaFailedException(broker.explain("Broker "
                        + broker.node().id() + " of Kafka does not serve after "
                        + settings.startTimeout().toSeconds() + " s (see " + Environment.START_TIMEOUT_SECONDS + ")"));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaFailedException("Interrupted while waiting for Kafka", e);
        }
    }

    /** Where clients connect: all brokers, those that were killed included. */
    public String bootstrap() {
        return brokers.stream().map(broker -> broker.node().address()).collect(Collectors.joining(","));
    }

    /** The settings that start it again: with the ports and the data folder that it really has. */
    public LocalKafkaSettings settings() {
        return settings;
    }

    /** The process of a broker, by its number from 1 on. */
    public long pid(int node) {
        return brokers.get(node - 1).pid();
    }

    /** Ends one broker at once, as a crash would (SIGKILL), and waits until it is gone. */
    public void kill(int node) {
        brokers.get(node - 1).kill();
    }

    /**
     * Starts a broker that was killed on its ports and data, and waits until it serves.
     *
     * @throws KafkaFailedException where it still runs, or does not start
     */
    public void restart(int node) {
        Broker dead = brokers.get(node - 1);
        if (dead.isAlive()) {
            throw new KafkaFailedException("Broker " + node + " of Kafka still runs: kill it first");
        }
        try {
            Broker broker = Broker.launch(dead.node(), folder.cluster(), settings, artifacts);
            brokers.set(node - 1, broker);
            awaitUp(broker);
        } catch (IOException e) {
            throw new KafkaFailedException("Broker " + node + " of Kafka cannot be started: " + e, e);
        }
    }

    /** Ends all brokers, in order where they manage that in five seconds. Temporary data is deleted. More calls have no effect. */
    @Override
    public void close() {
        brokers.forEach(Broker::terminate);
        brokers.forEach(Broker::awaitEnd);
        try {
            folder.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
