package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.adapters.LineFormat;
import tollgate.adapters.LineFormats;
import tollgate.elasticsearch.Cluster;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

@Command(
        name = "verify",
        description =
                "Compare log files with the index, line by line. Exit code 1 if anything is lost, doubled or differing.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--input", required = true, paramLabel = "GLOB", description = "The log files, as for ship.")
    private String input = "";

    @Option(
            names = "--format",
            defaultValue = LineFormats.TOLLGATE,
            paramLabel = "NAME",
            description = "Whose lines they are, as for ship. Default: ${DEFAULT-VALUE}")
    private String format = LineFormats.TOLLGATE;

    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--compare-every",
            defaultValue = "1",
            paramLabel = "N",
            description = "Compare the fields of every N-th document only. Default: ${DEFAULT-VALUE}")
    private int compareEvery;

    @Option(
            names = "--batch-bytes",
            defaultValue = "1048576",
            paramLabel = "N",
            description = "As for ship: where longer lines were cut. Default: ${DEFAULT-VALUE}")
    private int batchBytes;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions options;

    private final Map<String, String> environment;

    VerifyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Checked.atLeast(ShipCommand.MIN_BATCH_BYTES, "--batch-bytes", batchBytes, spec.commandLine());
        Checked.atLeast(1, "--compare-every", compareEvery, spec.commandLine());
        InputPattern pattern = Checked.setting(() -> InputPattern.of(input));
        LineFormat lineFormat = Checked.setting(() -> LineFormats.of(format));
        if (pattern.files().isEmpty()) {
            throw new CommandFailedException("no file matches --input " + input);
        }
        new ApplicationLog(environment).toStandardError("tollgate-verify");
        Progress progress = new Progress(spec.commandLine().getErr());
        AtomicLong lines = new AtomicLong();
        try (Cluster cluster = Cluster.connect(options.settings(ShipCommand.LOCAL));
                Progress.Ticker ticker = progress.every(() -> "%,d lines compared".formatted(lines.get()))) {
            Verifier verifier =
                    new Verifier(cluster, options.namespace, lineFormat, batchBytes, compareEvery, progress::say);
            Verification found = verifier.verify(pattern, Instant.MIN, lines::set);
            spec.commandLine().getOut().println(json ? json(found) : text(found));
            spec.commandLine().getOut().flush();
            return found.isClean() ? 0 : 1;
        } catch (IOException e) {
            throw new CommandFailedException("the comparison could not be finished: " + e.getMessage(), e);
        }
    }

    static String text(Verification found) {
        return "lines %,d, refused %,d, indexed %,d, lost %,d, doubled %,d, differing %,d"
                .formatted(
                        found.lines(),
                        found.refused(),
                        found.indexed(),
                        found.lost(),
                        found.doubled(),
                        found.differing());
    }

    static ObjectNode json(Verification found) {
        return new ObjectMapper()
                .createObjectNode()
                .put("lines", found.lines())
                .put("refused", found.refused())
                .put("indexed", found.indexed())
                .put("lost", found.lost())
                .put("doubled", found.doubled())
                .put("differing", found.differing());
    }
}
