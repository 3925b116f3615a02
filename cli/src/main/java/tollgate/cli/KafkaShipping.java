package tollgate.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.LocalKafkaSettings;
import tollgate.kafka.local.PortTakenException;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamException;
import tollgate.stream.StreamSettings;
import tollgate.stream.StreamShipper;
import tollgate.stream.load.LoadMeter;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;

/** A producer that follows the files, a Kafka, and two instances that share the work. */
final class KafkaShipping implements Shipping {
    private static final int INSTANCES = 2;

    private final @Nullable LocalKafka server;
    private final Background producer;
    private final List<StreamShipper> shippers;

    private KafkaShipping(@Nullable LocalKafka server, Background producer, List<StreamShipper> shippers) {
        this.server = server;
        this.producer = producer;
        this.shippers = shippers;
    }

    /**
     * Starts all of it.
     *
     * @param bootstrap of a Kafka, or {@link StackOptions#LOCAL_KAFKA} for one that is started here
     */
    static KafkaShipping start(
            String bootstrap, StackOptions options, String input, Cluster cluster, Consumer<String> progress)
            throws CommandFailedException, StreamException, InterruptedException {
        Folders folders = options.folders();
        LocalKafka server = bootstrap.equals(StackOptions.LOCAL_KAFKA) ? startServer(options, progress) : null;
        List<StreamShipper> shippers = new ArrayList<>();
        try {
            String address = server == null ? bootstrap : server.bootstrap();
            KafkaConnection kafka = Checked.setting(
                    () -> KafkaConnection.of(address, server == null ? options.environment() : Map.of()));
            for (int i = 1; i <= INSTANCES; i++) {
                Path state = folders.stream().resolve("instance-" + i);
                shippers.add(StreamShipper.start(
                        settings(state, options.cluster.namespace, options.templates.thresholds()),
                        kafka,
                        new HttpBulkTransport(cluster),
                        options.enricher(),
                        LoadMeter.NONE,
                        InstantSource.system(),
                        progress));
            }
            LogProducer files =
                    new LogProducer(ProducerSettings.of(input, folders.producer()), kafka, InstantSource.system());
            Background producer = new Background(
                    "producer",
                    () -> {
                        files.run(progress);
                        return null;
                    },
                    files::stop);
            return new KafkaShipping(server, producer, shippers);
        } catch (CommandFailedException | StreamException | InterruptedException | RuntimeException e) {
            shippers.forEach(StreamShipper::close);
            if (server != null) {
                server.close();
            }
            throw e;
        }
    }

    private static LocalKafka startServer(StackOptions options, Consumer<String> progress)
            throws CommandFailedException {
        try {
            return LocalKafka.start(
                    LocalKafkaSettings.defaults()
                            .port(options.kafkaPort)
                            .data(options.folders().kafka()),
                    progress);
        } catch (PortTakenException e) {
            throw new CommandFailedException(
                    "port " + e.port() + " is taken, and Kafka wants it: choose another with --kafka-port, or use what"
                            + " runs there with --kafka",
                    e);
        }
    }

    private static StreamSettings settings(Path state, String namespace, SloThresholds thresholds) {
        StreamSettings defaults = StreamSettings.of(state);
        return new StreamSettings(
                defaults.topics(),
                defaults.topicSettings(),
                state,
                null,
                defaults.threads(),
                defaults.standby(),
                defaults.session(),
                defaults.stop(),
                defaults.duplicates(),
                defaults.format(),
                namespace,
                defaults.windowGrace(),
                thresholds,
                defaults.bulkBytes(),
                defaults.inFlight(),
                defaults.longestBackoff());
    }

    /** Closes all usage windows, so that their sums can be asked for. */
    void closeWindows() {
        shippers.forEach(StreamShipper::closeWindows);
    }

    @Override
    public void check() throws CommandFailedException, InterruptedException {
        producer.check();
        for (StreamShipper shipper : shippers) {
            try {
                shipper.check();
            } catch (StreamException e) {
                throw new CommandFailedException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        shippers.parallelStream().forEach(StreamShipper::close);
        if (server != null) {
            server.close();
        }
    }
}
