package tollgate.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.console.Console;
import tollgate.console.ConsoleSettings;
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
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.stream.StreamException;

/** Everything on this machine: Elasticsearch, the gateway, and a log-shipper between them. */
final class LocalStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    private final @Nullable LocalElasticsearch server;
    private final Cluster cluster;
    private final Gateway gateway;
    private final Shipping shipping;
    private final HostSampler sampler;
    private final Console console;
    private final String requestLogs;

    private LocalStack(
            @Nullable LocalElasticsearch server,
            Cluster cluster,
            Gateway gateway,
            Shipping shipping,
            StackOptions options,
            HostMetricsSettings host,
            Console console) {
        this.server = server;
        this.cluster = cluster;
        this.gateway = gateway;
        this.shipping = shipping;
        this.console = console;
        this.requestLogs = requestLogs(options);
        this.sampler = HostSampler.start(
                host.withProbe(new Probe("gateway", gateway.uri().resolve("/healthz"))),
                cluster,
                options.cluster.namespace);
    }

    private static String requestLogs(StackOptions options) {
        return options.folders().requestLog().resolve("requests*.log").toString();
    }

    static LocalStack start(StackOptions options, GatewaySettings settings, Consumer<String> progress)
            throws CommandFailedException, ClusterException, StreamException, InterruptedException {
        options.folders().create();
        RequestEnricher enricher = options.enricher();
        HostMetricsSettings host = options.host.settings();
        // First, because it is quick and what is most often in the way is its port.
        Gateway gateway = startGateway(settings, options.environment());
        LocalElasticsearch server = null;
        Cluster cluster = null;
        Console console = null;
        try {
            URI external = options.external();
            server = external == null ? startServer(options, progress) : null;
            URI address = server == null ? external : server.uri();
            cluster = options.cluster.awaitCluster(
                    options.cluster.settings(java.util.Objects.requireNonNull(address)),
                    options.templates.settings(),
                    progress);
            progress.accept("the gateway listens on " + gateway.uri());
            console = startConsole(options, cluster);
            progress.accept("the console is at " + console.uri());
            Shipping shipping = shipping(options, enricher, cluster, progress);
            return new LocalStack(server, cluster, gateway, shipping, options, host, console);
        } catch (CommandFailedException
                | ClusterException
                | StreamException
                | InterruptedException
                | RuntimeException e) {
            gateway.close();
            if (console != null) {
                console.close();
            }
            closeAll(cluster, server);
            throw e;
        }
    }

    private static Shipping shipping(
            StackOptions options, RequestEnricher enricher, Cluster cluster, Consumer<String> progress)
            throws CommandFailedException, StreamException, InterruptedException {
        String kafka = options.kafka;
        if (kafka != null) {
            return KafkaShipping.start(kafka, options, requestLogs(options), cluster, progress);
        }
        ShipperSettings settings = ShipperSettings.of(
                        requestLogs(options), options.folders().shipper())
                .withNamespace(options.cluster.namespace)
                .withThresholds(options.templates.thresholds());
        ShipperSettings audit = ShipperSettings.of(
                        options.folders().requestLog().resolve("audit*.log").toString(),
                        options.folders().audit())
                .withNamespace(options.cluster.namespace);
        return new FileShipping(settings, audit, cluster, enricher);
    }

    private static Gateway startGateway(GatewaySettings settings, Map<String, String> environment)
            throws CommandFailedException {
        try {
            return Gateway.start(settings, environment);
        } catch (tollgate.gateway.PortTakenException e) {
            throw new CommandFailedException(
                    "port " + e.port() + " is taken, and the gateway wants it: choose another with --port", e);
        }
    }

    private static Console startConsole(StackOptions options, Cluster cluster) throws CommandFailedException {
        try {
            return Checked.setting(() -> Console.start(
                    ConsoleSettings.DEFAULT.withPort(options.consolePort), cluster.settings(), options.environment()));
        } catch (tollgate.console.PortTakenException e) {
            throw new CommandFailedException(
                    "port " + e.port() + " is taken, and the console wants it: choose another with --console-port", e);
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

    URI console() {
        return console.uri();
    }

    Shipping shipping() {
        return shipping;
    }

    /** The glob of the request logs. */
    String requestLogs() {
        return requestLogs;
    }

    /** Fails if the shipper has ended, which it does not do by itself. */
    void check() throws CommandFailedException, InterruptedException {
        shipping.check();
    }

    /** In the direction of the data, so that each part can still hand on what it has. */
    @Override
    public void close() {
        gateway.close();
        shipping.close();
        sampler.close();
        console.close();
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
