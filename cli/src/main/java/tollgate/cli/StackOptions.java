package tollgate.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tollgate.gateway.GatewaySettings;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.enrich.RequestEnricher;

/** What the parts of the local stack are told. */
final class StackOptions {
    @Option(names = "--port", paramLabel = "N", description = "Port of the gateway. Default: PORT, or 18789")
    @Nullable
    Integer port;

    @Option(
            names = "--elasticsearch-port",
            paramLabel = "N",
            defaultValue = "9200",
            description = "Port of the Elasticsearch that is started here. Default: ${DEFAULT-VALUE}")
    int elasticsearchPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of everything that is kept: the request log, the checkpoint, Elasticsearch's data. Default:"
                            + " TOLLGATE_DATA, or /var/lib/tollgate for root and ~/.local/share/tollgate for others")
    @Nullable
    Path data;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    ClusterOptions cluster;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    TemplateOptions templates;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    HostOptions host;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    PagerOptions pager;

    /** Stands for a Kafka that is started here. */
    static final String LOCAL_KAFKA = "local";

    @Option(
            names = "--kafka",
            arity = "0..1",
            fallbackValue = LOCAL_KAFKA,
            paramLabel = "HOST:PORT,...",
            description =
                    "Let lines go by a Kafka and two shippers that share the work; without an address, one is started"
                            + " here.")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "The first of three ports of the Kafka that is started here. Default: ${DEFAULT-VALUE}")
    int kafkaPort;

    @Option(
            names = "--console-port",
            paramLabel = "N",
            defaultValue = "18790",
            description = "Port of the console; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    int consolePort;

    private final Map<String, String> environment;

    StackOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    Folders folders() {
        Folders all = data == null
                ? Folders.of(environment)
                : new Folders(data.toAbsolutePath().normalize());
        // What one way has shipped, the other must not ship again.
        return kafka == null ? all : new Folders(all.data().resolve("by-kafka"));
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Null where an Elasticsearch is to be started here. */
    @Nullable
    URI external() {
        return cluster.elasticsearch;
    }

    GatewaySettings gateway() {
        GatewaySettings settings =
                GatewaySettings.from(environment).withLogFolder(folders().requestLog());
        return port == null ? settings : settings.withPort(port);
    }

    RequestEnricher enricher() throws CommandFailedException {
        return Checked.setting(() -> ConfiguredEnricher.of(environment));
    }
}
