package tollgate.benchmarks;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.LocalKafkaSettings;

/** The command of the benchmark by Kafka. */
@Command(
        name = "benchmarks/kafka",
        mixinStandardHelpOptions = true,
        description =
                "Ship a generated request log by a real Kafka with as many instances as partitions, and say what that"
                        + " took beside file mode and beside a consumer that only prints.")
final class KafkaBenchmarks implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--home", required = true, hidden = true)
    private Path home = Path.of("");

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}/tollgate-benchmarks",
            paramLabel = "DIR",
            description = "Generated logs, and what is kept while it runs. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    @Option(names = "--lines", defaultValue = "1000000", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int lines;

    @Option(
            names = "--partitions",
            split = ",",
            defaultValue = "1,2,4",
            paramLabel = "N",
            description = "Partitions, and as many instances. Default: ${DEFAULT-VALUE}")
    private List<Integer> partitions = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KafkaBenchmarks())
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (lines < 1 || partitions.stream().anyMatch(each -> each < 1)) {
            throw new ParameterException(spec.commandLine(), "--lines and --partitions must be above 0");
        }
        PrintWriter progress = spec.commandLine().getErr();
        Path log = new RequestLogs(Files.createDirectories(work.toAbsolutePath())).of(lines);
        Path running = Folders.emptied(work.toAbsolutePath().resolve("running-kafka"));
        Path launcher = home.toAbsolutePath().resolve("tollgate");
        List<KafkaMeasurement> all = new ArrayList<>();
        int most = Collections.max(partitions);
        StringWriter stopped = new StringWriter();
        PrintWriter stops = new PrintWriter(stopped);
        progress.printf("file mode ships %,d lines ...%n", lines);
        Measurement file =
                new Run(log, lines, running, progress).measure(new TollgateSender(launcher), TargetKind.STUB);
        all.add(new KafkaMeasurement("file mode", 0, 1, lines, file.wallSeconds(), file.cpuSeconds(), 0));
        for (int count : partitions) {
            Path folder = Files.createTempDirectory(running, "partitions-" + count + "-");
            try (LocalKafka kafka = LocalKafka.start(LocalKafkaSettings.defaults(), progress::println)) {
                KafkaRun run = new KafkaRun(launcher, kafka, count, lines, folder);
                progress.printf("%d partitions: an instance starts and ends ...%n", count);
                all.add(run.start());
                progress.printf("%d partitions: %,d lines go to Kafka ...%n", count, lines);
                all.add(run.produce(log));
                progress.printf("%d partitions: one consumer prints them ...%n", count);
                all.add(run.print());
                progress.printf("%d partitions: %d instances ship them ...%n", count, count);
                all.add(run.ship());
                progress.printf("%d partitions: an instance without state restores it ...%n", count);
                all.add(run.restore());
                if (count == most) {
                    progress.printf("%d partitions: one of two instances is stopped, three times ...%n", count);
                    stops.printf(
                            Locale.ROOT,
                            "One of two instances is stopped; seconds until 1,000 lines of that moment have arrived, %d partitions:%n"
                                    + "  the other takes over without a copy of the state  %.1f%n"
                                    + "  the other takes over with a copy (--standby 1)    %.1f%n"
                                    + "  it has a name and comes back at once (--instance) %.1f%n",
                            count,
                            run.stopOfOneOfTwo(0, false),
                            run.stopOfOneOfTwo(1, false),
                            run.stopOfOneOfTwo(0, true));
                }
            } finally {
                Folders.delete(folder);
            }
        }
        spec.commandLine().getOut().print(KafkaMeasurement.table(all));
        spec.commandLine().getOut().print(stopped);
        spec.commandLine()
                .getOut()
                .printf(
                        "load of the last minute: %s%n",
                        Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
        return 0;
    }
}
