package tollgate.benchmarks.paging;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;

/** Models whose requests are shipped into a real Elasticsearch as they come. */
final class ShippedModels implements AutoCloseable {
    private final Path folder;
    private final LocalElasticsearch server;
    private final Cluster cluster;
    private final FailingModels traffic;
    private final Shipper shipper;
    private final Thread shipping;

    private ShippedModels(
            Path folder,
            LocalElasticsearch server,
            Cluster cluster,
            FailingModels traffic,
            Shipper shipper,
            Thread shipping) {
        this.folder = folder;
        this.server = server;
        this.cluster = cluster;
        this.traffic = traffic;
        this.shipper = shipper;
        this.shipping = shipping;
    }

    /**
     * Starts the server and the shipper; the models wait for {@link FailingModels#start}.
     *
     * @param work where a folder is made for everything; a temporary one would be closed to the user that Elasticsearch runs as where
     *     root starts it
     */
    static ShippedModels start(Path work, int models, double rate, long seed, PrintWriter progress) throws Exception {
        Path folder = Files.createDirectories(work.resolve("run-" + System.currentTimeMillis()));
        LocalElasticsearch server = LocalElasticsearch.start(
                ElasticsearchSettings.defaults().data(Files.createDirectories(folder.resolve("elasticsearch"))),
                progress::println);
        try {
            return started(folder, server, models, rate, seed, progress);
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    private static ShippedModels started(
            Path folder, LocalElasticsearch server, int models, double rate, long seed, PrintWriter progress)
            throws Exception {
        Cluster cluster = Cluster.connect(ClusterSettings.of(server.uri(), Map.of()));
        IndexTemplates.install(cluster);
        FailingModels traffic = new FailingModels(folder, models, rate, seed);
        Shipper shipper = new Shipper(
                ShipperSettings.of(traffic.log().toString(), folder.resolve("shipper")),
                new HttpBulkTransport(cluster),
                ConfiguredEnricher.of(Map.of()),
                InstantSource.system());
        Thread shipping = Thread.ofPlatform().daemon().start(() -> {
            try {
                shipper.run();
            } catch (Exception e) {
                progress.println("the shipper failed: " + e);
            }
        });
        return new ShippedModels(folder, server, cluster, traffic, shipper, shipping);
    }

    Path folder() {
        return folder;
    }

    Cluster cluster() {
        return cluster;
    }

    FailingModels traffic() {
        return traffic;
    }

    LocalElasticsearch server() {
        return server;
    }

    @Override
    public void close() throws Exception {
        try (server;
                cluster;
                traffic) {
            shipper.stop();
            shipping.join();
        }
    }
}
