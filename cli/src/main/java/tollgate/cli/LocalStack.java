package tollgate.cli;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.elasticsearch.local.PortTakenException;
import tollgate.gateway.Gateway;
import tollgate.gateway.GatewaySettings;
import tollgate.hostmetrics.HostMetricsSettings;
import tollgate.hostmetrics.HostSampler;
import tollgate.hostmetrics.Probe;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.RequestEnricher;

/** Everything on this machine: Elasticsearch, the gateway, and a log-shipper between them. */
final class LocalStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    private final @Nullable LocalElasticsearch server;
    private final Cluster cluster;
    private final Gateway gateway;
    private final Shipper shipper;
    private final HostSampler sampler;
    private final ExecutorService shipping = Executors.newSingleThreadExecutor();
    private final Future<?> shipped;
    private final String requestLogs;

    private LocalStack(
            @Nullable LocalElasticsearch server,
            Cluster cluster,
            Gateway gateway,
            StackOptions options,
            RequestEnricher enricher,
            HostMetricsSettings host) {
        this.server = server;
        this.cluster = cluster;
        this.gateway = gateway;
        this.requestLogs =
                options.folders().requestLog().resolve("requests*.log").toString();
        ShipperSettings settings = ShipperSettings.of(
                        requestLogs, options.folders().shipper())
                .withNamespace(options.cluster.namespace)
                .withThresholds(options.templates.thresholds());
        this.shipper = new Shipper(settings, new HttpBulkTransport(cluster), enricher, InstantSource.system());
        this.sampler = HostSampler.start(
                host.withProbe(new Probe("gateway", gateway.uri().resolve("/healthz"))),
                cluster,
                options.cluster.namespace);
        this.shipped = shipping.submit(() -> {
            shipper.run();
            return null;
        });
    }

    static LocalStack start(StackOptions options, GatewaySettings settings, Consumer<String> progress)
            throws CommandFailedException, ClusterException, InterruptedException {
        options.folders().create();
        RequestEnricher enricher = options.enricher();
        HostMetricsSettings host = options.host.settings();
        // First, because it is quick and what is most often in the way is its port.
        Gateway gateway = startGateway(settings);
        LocalElasticsearch server = null;
        Cluster cluster = null;
        try {
            URI external = options.external();
            server = external == null ? startServer(options, progress) : null;
            URI address = server == null ? external : server.uri();
            cluster = options.cluster.awaitCluster(
                    options.cluster.settings(java.util.Objects.requireNonNull(address)),
                    options.templates.settings(),
                    progress);
            progress.accept("the gateway listens on " + gateway.uri());
            return new LocalStack(server, cluster, gateway, options, enricher, host);
        } catch (CommandFailedException | ClusterException | InterruptedException | RuntimeException e) {
            gateway.close();
            closeAll(cluster, server);
            throw e;
        }
    }

    private static Gateway startGateway(GatewaySettings settings) throws CommandFailedException {
        try {
            return Gateway.start(settings);
        } catch (tollgate.gateway.PortTakenException e) {
            throw new CommandFailedException(
                    "port " + e.port() + " is taken, and the gateway wants it: choose another with --port", e);
        }
    }

    private static LocalElasticsearch startServer(StackOptions options, Consumer<String> progress)
            throws CommandFailedException {
        try {
            return LocalElasticsearch.start(
                    ElasticsearchSettings.defaults()
                            .port(options.elasticsearchPort)
                            .data(options.folders().elasticsearch()),
                    progress);
        } catch (PortTakenException e) {
            throw new CommandFailedException(
                    "port " + e.port() + " is taken, and Elasticsearch wants it: choose another with"
                            + " --elasticsearch-port, or use what runs there with --elasticsearch",
                    e);
        }
    }

    Cluster cluster() {
        return cluster;
    }

    URI gateway() {
        return gateway.uri();
    }

    Shipper shipper() {
        return shipper;
    }

    /** The glob of the request logs. */
    String requestLogs() {
        return requestLogs;
    }

    /** Fails if the shipper has ended, which it does not do by itself. */
    void check() throws CommandFailedException, InterruptedException {
        if (!shipped.isDone()) {
            return;
        }
        try {
            shipped.get();
        } catch (ExecutionException e) {
            throw new CommandFailedException("the log-shipper stopped: " + e.getCause(), e);
        }
    }

    /** In the direction of the data, so that each part can still hand on what it has. */
    @Override
    public void close() {
        gateway.close();
        shipper.stop();
        try {
            shipped.get();
        } catch (ExecutionException e) {
            LOG.warn("the log-shipper failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shipping.shutdownNow();
        sampler.close();
        closeAll(cluster, server);
    }

    private static void closeAll(@Nullable Cluster cluster, @Nullable LocalElasticsearch server) {
        if (cluster != null) {
            try {
                cluster.close();
            } catch (IOException e) {
                LOG.warn("the connection to Elasticsearch did not close", e);
            }
        }
        if (server != null) {
            server.close();
        }
    }
}
