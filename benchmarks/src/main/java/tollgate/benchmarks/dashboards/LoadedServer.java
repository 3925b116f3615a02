package tollgate.benchmarks.dashboards;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tollgate.benchmarks.LineGenerator;
import tollgate.console.Console;
import tollgate.console.ConsoleSettings;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.elasticsearch.local.Tuning;
import tollgate.requestlog.DataStream;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;

/** A real Elasticsearch with a month of requests, shipped as they always are. What was loaded once is kept for the next time. */
final class LoadedServer implements AutoCloseable {
    /** So that a month ends in the afternoon of its last day but one. */
    private static final Instant START = Instant.parse("2026-03-30T15:00:00Z");

    private static final Duration PAST = Duration.ofDays(30);
    private static final long SEED = 1;
    /** Lines that are on the disk at a time. */
    private static final long CHUNK = 250_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final LocalElasticsearch server;
    private final Cluster cluster;
    private Instant now = START;

    private LoadedServer(LocalElasticsearch server, Cluster cluster) {
        this.server = server;
        this.cluster = cluster;
    }

    /**
     * Starts it, and loads what is not loaded yet.
     *
     * @param folder for these requests alone
     */
    static LoadedServer start(Path folder, long requests, int heapMegabytes, PrintWriter progress) throws Exception {
        Path done = folder.resolve("loaded-until");
        if (!Files.exists(done)) {
            progress.printf("loading %,d requests into %s ...%n", requests, folder);
        }
        LocalElasticsearch server = LocalElasticsearch.start(
                ElasticsearchSettings.defaults()
                        .data(Files.createDirectories(folder.resolve("elasticsearch")))
                        .heapMegabytes(heapMegabytes)
                        .tuning(Tuning.THROUGHPUT),
                progress::println);
        LoadedServer loaded = new LoadedServer(server, Cluster.connect(ClusterSettings.of(server.uri(), Map.of())));
        try {
            if (!Files.exists(done)) {
                loaded.load(folder, requests, progress);
                Files.writeString(done, loaded.now.toString());
            }
            loaded.now = Instant.parse(Files.readString(done));
            return loaded;
        } catch (Exception e) {
            loaded.close();
            throw e;
        }
    }

    URI uri() {
        return server.uri();
    }

    /** The moment after the last request. */
    Instant now() {
        return now;
    }

    /** A new console on it, which has answered nothing yet, at the moment after the last request. */
    Console console() {
        return Console.start(
                ConsoleSettings.DEFAULT.withPort(0), cluster.settings(), Map.of(), InstantSource.fixed(now));
    }

    /** What it has done since it started. */
    Work work() throws IOException {
        JsonNode node = ask("GET", "/_nodes/stats/http,process", "")
                .path("nodes")
                .elements()
                .next();
        long queries = 0;
        for (Map.Entry<String, JsonNode> route : node.at("/http/routes").properties()) {
            if (route.getKey().contains("_query")) {
                queries += route.getValue().at("/requests/count").asLong();
            }
        }
        return new Work(queries, node.at("/process/cpu/total_in_millis").asLong());
    }

    /**
     * What a server has done.
     *
     * @param queries that it was sent
     * @param cpuMillis processor time
     */
    record Work(long queries, long cpuMillis) {}

    private void load(Path folder, long requests, PrintWriter progress) throws Exception {
        IndexTemplates.install(cluster);
        for (DataStream stream : DataStream.values()) {
            ask(
                    "POST",
                    "/_bulk",
                    "{\"create\":{\"_index\":\"" + stream.in(DataStream.DEFAULT_NAMESPACE) + "\"}}\n{}\n");
        }
        LineGenerator lines = new LineGenerator(SEED, START, (double) PAST.toMillis() / requests);
        for (long written = 0; written < requests; written += CHUNK) {
            Path log = folder.resolve("requests-" + written + ".log");
            lines.write(log, Math.min(CHUNK, requests - written));
            new Shipper(
                            ShipperSettings.of(log.toString(), folder.resolve("state"))
                                    .withExitAtEnd(true),
                            new HttpBulkTransport(cluster),
                            ConfiguredEnricher.of(Map.of()),
                            InstantSource.system())
                    .run();
            Files.delete(log);
            progress.printf("%,d of %,d%n", Math.min(requests, written + CHUNK), requests);
        }
        now = lines.time().plusSeconds(1);
        ask("POST", "/_flush", "");
        while (ask("GET", "/_stats/merge", "").at("/_all/total/merges/current").asLong() > 0) {
            Thread.sleep(LOOK_AGAIN);
        }
        ask("POST", "/_refresh", "");
    }

    private JsonNode ask(String method, String path, String body) throws IOException {
        Request request = new Request(method, path);
        if (!body.isEmpty()) {
            request.setJsonEntity(body);
        }
        return new ObjectMapper()
                .readTree(cluster.http().performRequest(request).getEntity().getContent());
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        server.close();
    }
}
