package tollgate.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tollgate.dashboards.proof.AuditSample;
import tollgate.dashboards.proof.EmptyStreams;
import tollgate.dashboards.proof.HostSample;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.requestlog.DataStream;
import tollgate.sampletraffic.SampleTraffic;
import tollgate.sampletraffic.TrafficIndexer;
import tollgate.sampletraffic.TrafficSettings;

/** A console on a real server with a week of traffic whose answers are known, at the moment that this week ends. */
final class SampleConsole implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    /** More make nicer pictures, and take longer. */
    private static final int REQUESTS = Integer.getInteger("console.requests", 10_000);

    private final SampleTraffic traffic =
            SampleTraffic.of(TrafficSettings.week(NOW).withRequests(REQUESTS));
    private final LocalElasticsearch server;
    private final Cluster cluster;
    private final Console console;

    SampleConsole() throws Exception {
        server = LocalElasticsearch.start(ElasticsearchSettings.defaults(), System.err::println);
        cluster = Cluster.connect(ClusterSettings.of(server.uri(), Map.of()));
        IndexTemplates.install(cluster);
        EmptyStreams.create(cluster, DataStream.DEFAULT_NAMESPACE);
        HostSample.createBeat(cluster);
        index();
        console = start(ConsoleSettings.DEFAULT.withPort(0));
    }

    private void index() throws Exception {
        Path folder = Files.createTempDirectory("console-traffic");
        new TrafficIndexer(cluster, DataStream.DEFAULT_NAMESPACE, folder).write(traffic);
        AuditSample.index(cluster, DataStream.DEFAULT_NAMESPACE, AuditSample.week(NOW));
        HostSample.index(cluster, DataStream.DEFAULT_NAMESPACE, HostSample.week(NOW));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    /** Another console on the same server, at the same moment. */
    Console start(ConsoleSettings settings) {
        return Console.start(settings, cluster.settings(), Map.of(), CLOCK);
    }

    SampleTraffic traffic() {
        return traffic;
    }

    Cluster cluster() {
        return cluster;
    }

    String address(String path) {
        return console.uri() + path;
    }

    @Override
    public void close() throws IOException {
        console.close();
        cluster.close();
        server.close();
    }
}
