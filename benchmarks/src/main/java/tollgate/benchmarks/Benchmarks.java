package tollgate.benchmarks;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command of the macro benchmarks. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description =
                "Ship a generated request log by Tollgate, and by its peers where they are installed, and say what"
                        + " each took.")
final class Benchmarks implements Callable<Integer> {
    private static final int LINEARITY_FACTOR = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--home", required = true, hidden = true)
    private Path home = Path.of("");

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}/tollgate-benchmarks",
            paramLabel = "DIR",
            description =
                    "Generated logs, results, and what the senders keep while they run. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    @Option(names = "--lines", defaultValue = "1000000", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private long lines;

    @Option(
            names = "--target",
            split = ",",
            defaultValue = "stub,elasticsearch",
            paramLabel = "NAME",
            description = "stub, elasticsearch, or both. Default: ${DEFAULT-VALUE}")
    private List<TargetKind> targets = List.of();

    @Option(
            names = "--sender",
            split = ",",
            paramLabel = "NAME",
            description = "tollgate, filebeat, rsyslog, syslog-ng. Default: all that are installed")
    private @Nullable List<String> senders;

    @Option(
            names = "--linearity",
            description = "Ship ten times as many lines as well, and print the ratio of processor times.")
    private boolean linearity;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures here, too. Default: results.json in the work folder")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (lines < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--lines is " + lines + ": give a number above 0, for example 1000000");
        }
        PrintWriter progress = spec.commandLine().getErr();
        RequestLogs logs = new RequestLogs(Files.createDirectories(work.toAbsolutePath()));
        List<Sender> chosen = chosen(progress);
        Path running = Folders.emptied(work.toAbsolutePath().resolve("running"));
        List<Measurement> measurements = new ArrayList<>();
        for (TargetKind target : targets) {
            for (Sender sender : chosen) {
                for (long count : linearity ? List.of(lines, lines * LINEARITY_FACTOR) : List.of(lines)) {
                    progress.printf("%s ships %,d lines to %s ...%n", sender.name(), count, target.label());
                    Path log = logs.of(count);
                    measurements.add(new Run(log, count, running, progress).measure(sender, target));
                }
            }
        }
        Results results = new Results(measurements);
        spec.commandLine().getOut().printf("%s", results.table());
        Files.writeString(json == null ? work.resolve("results.json") : json, results.json());
        return results.areComplete() ? 0 : 1;
    }

    private List<Sender> chosen(PrintWriter progress) {
        List<Sender> all = Senders.all(home.toAbsolutePath(), System.getenv());
        List<String> names = all.stream().map(Sender::name).toList();
        List<String> wanted = senders == null ? names : senders;
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "--sender: there is no '" + name + "', but " + String.join(", ", names));
            }
        }
        List<Sender> chosen = new ArrayList<>();
        for (Sender sender : all) {
            String missing = wanted.contains(sender.name()) ? sender.missing() : null;
            if (missing != null) {
                progress.printf("%s is left out: %s%n", sender.name(), missing);
            } else if (wanted.contains(sender.name())) {
                chosen.add(sender);
            }
        }
        return chosen;
    }
}
