package tollgate.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tollgate.elasticsearch.Cluster;
import tollgate.hostmetrics.HostMetricsSettings;
import tollgate.hostmetrics.HostSampler;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperCounts;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.shipper.file.InputPattern;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamSettings;

@Command(
        name = "ship",
        description = "Ship request logs to Elasticsearch: every line exactly once, whatever is killed in between.")
final class ShipCommand implements Callable<Integer> {
    /** Below this, nearly every line would be longer than a batch. */
    static final int MIN_BATCH_BYTES = 4_096;

    static final URI LOCAL = URI.create("http://localhost:9200");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "GLOB",
            description = "The log files, rotated and compressed ones included, in quotes:"
                    + " '/var/log/tollgate/requests*.log*'. Required unless lines come by --kafka.")
    private String input = "";

    @Option(
            names = "--audit-input",
            paramLabel = "GLOB",
            description =
                    "The audit logs of gateways, in quotes: '/var/log/tollgate/audit*.log*'. They are shipped beside"
                            + " the request logs. Default: none")
    private @Nullable String auditInput;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Folder of the checkpoint, for this shipper alone. Default: shipper in the data folder, with --kafka"
                            + " stream")
    private @Nullable Path state;

    @Option(names = "--exit-at-end", description = "Ship the files to their end, close all usage windows, and stop.")
    private boolean exitAtEnd;

    @Option(
            names = "--batch-bytes",
            defaultValue = "524288",
            paramLabel = "N",
            description = "Bytes of lines in a bulk; a longer line goes alone. Default: ${DEFAULT-VALUE}")
    private int batchBytes;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private FormatOptions format;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TemplateOptions templates;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HostOptions host;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private KafkaOptions kafka;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private StreamOptions stream;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private MonitoringOptions monitoring;

    private final Map<String, String> environment;

    ShipCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Checked.atLeast(MIN_BATCH_BYTES, "--batch-bytes", batchBytes, spec.commandLine());
        String bootstrap = kafka.kafka;
        if (input.isEmpty() == (bootstrap == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing required option: '--input=GLOB' or '--kafka=HOST:PORT,...', one of them");
        }
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-log-shipper");
        Progress progress = new Progress(spec.commandLine().getErr());
        Path folder = state == null ? Folders.of(environment).shipper() : state;
        ShipperSettings settings = ShipperSettings.of(input, folder)
                .withFormat(format.name)
                .withExitAtEnd(exitAtEnd)
                .withNamespace(cluster.namespace)
                .withBatchBytes(batchBytes)
                .withThresholds(templates.thresholds());
        RequestEnricher enricher = Checked.setting(() -> ConfiguredEnricher.of(environment));
        format.format();
        HostMetricsSettings sampled = host.settings();
        if (bootstrap != null) {
            StreamSettings streamed = streamSettings();
            KafkaConnection connection = kafka.connection(bootstrap);
            try (Monitoring monitored = monitoring.start(progress)) {
                new StreamShipping(streamed, connection, enricher, sampled, monitored, progress)
                        .run(cluster, templates);
            }
            return 0;
        }
        Checked.setting(() -> InputPattern.of(input));
        String auditLogs = auditInput;
        if (auditLogs != null) {
            Checked.setting(() -> InputPattern.of(auditLogs));
        }
        try (Monitoring monitored = monitoring.start(progress);
                Cluster connected =
                        cluster.awaitCluster(cluster.settings(LOCAL), templates.settings(), progress::say)) {
            Shipper shipper = new Shipper(
                    settings, monitored.metered(new HttpBulkTransport(connected)), enricher, InstantSource.system());
            monitored.watch(shipper);
            try (Interruption stop = Interruption.calls(shipper::stop)) {
                try (Background audit = audit(auditLogs, folder, connected);
                        HostSampler sampler = HostSampler.start(sampled, connected, cluster.namespace);
                        Progress.Ticker ticker =
                                progress.every(() -> line(shipper.counts().snapshot()))) {
                    shipper.run();
                    if (audit != null && exitAtEnd) {
                        audit.await();
                    }
                    progress.say("host samples: %,d documents sent, %,d dropped"
                            .formatted(sampler.sent(), sampler.dropped()));
                }
                progress.say("shipped " + line(shipper.counts().snapshot()));
            }
        }
        return 0;
    }

    private @Nullable Background audit(@Nullable String logs, Path folder, Cluster connected) {
        return logs == null
                ? null
                : FileShipping.audit(
                        ShipperSettings.of(logs, folder.resolve("audit"))
                                .withExitAtEnd(exitAtEnd)
                                .withNamespace(cluster.namespace),
                        connected);
    }

    private StreamSettings streamSettings() throws CommandFailedException {
        stream.check(spec.commandLine());
        StreamSettings defaults = StreamSettings.of(state == null ? Folders.of(environment).stream() : state);
        return new StreamSettings(
                kafka.topics(),
                kafka.topicSettings(spec.commandLine()),
                defaults.state(),
                stream.instance,
                stream.threads,
                stream.standby,
                Duration.ofSeconds(stream.sessionSeconds),
                Duration.ofSeconds(stream.stopSeconds),
                Duration.ofMinutes(stream.duplicatesMinutes),
                format.name,
                cluster.namespace,
                defaults.windowGrace(),
                templates.thresholds(),
                defaults.bulkBytes(),
                defaults.inFlight(),
                defaults.longestBackoff());
    }

    private static String line(ShipperCounts.Snapshot counts) {
        return "%,d lines, of which %,d refused; %,d documents created, %,d there already, %,d reports; %,d retries"
                .formatted(
                        counts.lines(),
                        counts.refused(),
                        counts.created(),
                        counts.thereAlready(),
                        counts.reports(),
                        counts.retried());
    }
}
