package tollgate.cli;

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
import tollgate.shipper.file.InputPattern;
import tollgate.stream.KafkaConnection;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;

@Command(
        name = "produce",
        description = "Bring request logs to Kafka, for any number of 'ship --kafka' to share the work.")
final class ProduceCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "GLOB",
            description = "The log files, rotated and compressed ones included, in quotes:"
                    + " '/var/log/tollgate/requests*.log*'.")
    private String input = "";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder of the checkpoint, for this producer alone. Default: producer in the data folder")
    private @Nullable Path state;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private FormatOptions format;

    @Option(names = "--exit-at-end", description = "Bring the files to Kafka to their end, and stop.")
    private boolean exitAtEnd;

    @Option(
            names = "--batch-bytes",
            defaultValue = "524288",
            paramLabel = "N",
            description = "Bytes of lines that are on their way at once. Default: ${DEFAULT-VALUE}")
    private int batchBytes;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private KafkaOptions kafka;

    private final Map<String, String> environment;

    ProduceCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Checked.atLeast(ShipCommand.MIN_BATCH_BYTES, "--batch-bytes", batchBytes, spec.commandLine());
        String bootstrap = kafka.kafka;
        if (bootstrap == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--kafka=HOST:PORT,...'");
        }
        KafkaConnection connection = kafka.connection(bootstrap);
        Checked.setting(() -> InputPattern.of(input));
        format.format();
        ProducerSettings settings = new ProducerSettings(
                input,
                state == null ? Folders.of(environment).producer() : state,
                format.name,
                kafka.topics(),
                kafka.topicSettings(spec.commandLine()),
                exitAtEnd,
                batchBytes,
                POLL);
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-producer");
        Progress progress = new Progress(spec.commandLine().getErr());
        LogProducer producer = new LogProducer(settings, connection, InstantSource.system());
        try (Interruption stop = Interruption.calls(producer::stop);
                Progress.Ticker ticker = progress.every(() -> line(producer))) {
            producer.run(progress::say);
        }
        progress.say("produced " + line(producer));
        return 0;
    }

    private static String line(LogProducer producer) {
        return "%,d lines acknowledged by Kafka".formatted(producer.acknowledged());
    }
}
