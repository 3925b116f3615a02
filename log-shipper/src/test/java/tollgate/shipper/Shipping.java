package tollgate.shipper;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tollgate.adapters.LineFormats;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.RealElasticsearch.Document;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.checkpoint.StateLock;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

/** Logs in a folder, and shippers that bring them to a real Elasticsearch, into a namespace that no other test has. */
final class Shipping implements AutoCloseable {
    static final int IN_FLIGHT = 2;

    private final Path logs;
    private final Path state;
    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Cluster cluster;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Shipping(URI server, Path folder) throws IOException, ClusterException {
        logs = Files.createDirectory(folder.resolve("logs"));
        state = Files.createDirectory(folder.resolve("state"));
        cluster = RealElasticsearch.connect(server);
    }

    /** A shipper at work, with a connection of its own. */
    final class Running {
        private final Cluster connection;
        private final Shipper shipper;
        private final Future<?> end;

        private Running(Cluster connection, BulkTransport transport, boolean exitAtEnd) {
            this.connection = connection;
            shipper = new Shipper(settings(exitAtEnd), transport, new TestPrices(), InstantSource.system());
            end = threads.submit(() -> {
                shipper.run();
                return null;
            });
        }

        ShipperCounts.Snapshot counts() {
            return shipper.counts().snapshot();
        }

        boolean isDone() {
            return end.isDone();
        }

        /** Waits for its end, and throws what it ended with. */
        void awaitEnd() throws InterruptedException, ExecutionException, IOException {
            try {
                end.get();
            } finally {
                connection.close();
            }
        }

        void stop() throws InterruptedException, ExecutionException, IOException {
            shipper.stop();
            awaitEnd();
        }

        /** Ends it without its saying or saving another thing, as kill -9 does, once no answer reaches it any more. */
        private void kill() throws IOException {
            end.cancel(true);
            await().until(() -> {
                try (StateLock lock = StateLock.tryAcquire(state)) {
                    return lock != null;
                }
            });
            connection.close();
        }
    }

    /** Starts a shipper that follows the logs. */
    Running follow(URI through) throws ClusterException {
        return start(through, false);
    }

    /** Starts a shipper that ships the logs to their end and closes all windows. */
    Running toEnd(URI through) throws ClusterException {
        return start(through, true);
    }

    private Running start(URI through, boolean exitAtEnd) throws ClusterException {
        Cluster connection = Cluster.connect(ClusterSettings.of(through, Map.of()));
        return new Running(connection, new HttpBulkTransport(connection), exitAtEnd);
    }

    /** Starts a shipper that follows the logs, and kills it at one of its next requests, which may be written or not. */
    void followAndKill(URI server, int requestsToLive, boolean lastIsWritten) throws Exception {
        Cluster connection = Cluster.connect(ClusterSettings.of(server, Map.of()));
        DyingElasticsearch dying =
                new DyingElasticsearch(new HttpBulkTransport(connection), requestsToLive, lastIsWritten);
        Running running = new Running(connection, dying, false);
        await().until(() -> dying.isDead() || running.isDone());
        running.kill();
    }

    Cluster cluster() {
        return cluster;
    }

    Path logs() {
        return logs;
    }

    Path state() {
        return state;
    }

    String stream(DataStream stream) {
        return stream.in(namespace);
    }

    void append(String text) throws IOException {
        write("requests.log", text);
    }

    void write(String file, String text) throws IOException {
        Files.writeString(logs.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    List<JsonNode> documents(DataStream stream) throws IOException {
        return RealElasticsearch.documents(cluster, stream(stream)).stream()
                .map(Document::source)
                .toList();
    }

    long count(DataStream stream) throws IOException {
        return documents(stream).size();
    }

    void rollOver(DataStream stream) throws IOException {
        cluster.client().indices().rollover(request -> request.alias(stream(stream)));
    }

    boolean exists(DataStream stream) throws IOException {
        return cluster.client()
                .indices()
                .exists(request -> request.index(stream(stream)))
                .value();
    }

    /** What {@code verify} says of the logs. */
    Verification verify() throws IOException {
        ShipperSettings settings = settings(true);
        return new Verifier(cluster, namespace, LineFormats.of(LineFormats.TOLLGATE), 1, finding -> {})
                .verify(InputPattern.of(settings.input()), Instant.MIN, lines -> {});
    }

    private ShipperSettings settings(boolean exitAtEnd) {
        return new ShipperSettings(
                logs + "/requests*.log*",
                state,
                "tollgate",
                namespace,
                exitAtEnd,
                40_000,
                IN_FLIGHT,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                SloThresholds.DEFAULT,
                Duration.ofMillis(50));
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        cluster.close();
    }
}
