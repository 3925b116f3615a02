package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.adapters.LineFormat;
import tollgate.elasticsearch.Cluster;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.LedgerVerifier;
import tollgate.shipper.verify.ReconciledLedger;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

@Command(
        name = "verify",
        description =
                "Compare log files with the index, line by line, or without --input the log-shipper's books with the index,"
                        + " minute by minute. Exit code 1 if anything is lost, doubled or differing.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The log-shipper's books of a minute are there half a minute after it, where nothing comes late. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(3);

    @Option(
            names = "--input",
            paramLabel = "GLOB",
            description = "The log files, as for ship. Without, the log-shipper's books are compared.")
    private @Nullable String input;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "First minute of the books, as a time or a date in UTC. Default: as far back as all is kept")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "First minute of the books that is too late, likewise. Default: three minutes ago")
    private @Nullable Instant to;

    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--compare-every",
            defaultValue = "1",
            paramLabel = "N",
            description = "Compare the fields of every N-th document only. Default: ${DEFAULT-VALUE}")
    private int compareEvery;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private FormatOptions format;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions options;

    private final Map<String, String> environment;

    VerifyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Checked.atLeast(1, "--compare-every", compareEvery, spec.commandLine());
        String files = input;
        if (files == null) {
            return verifyBooks();
        }
        InputPattern pattern = Checked.setting(() -> InputPattern.of(files));
        LineFormat lineFormat = format.format();
        if (pattern.files().isEmpty()) {
            throw new CommandFailedException("no file matches --input " + files);
        }
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-verify");
        Progress progress = new Progress(spec.commandLine().getErr());
        AtomicLong lines = new AtomicLong();
        try (Cluster cluster = Cluster.connect(options.settings(ShipCommand.LOCAL));
                Progress.Ticker ticker = progress.every(() -> "%,d lines compared".formatted(lines.get()))) {
            Verifier verifier = new Verifier(cluster, options.namespace, lineFormat, compareEvery, progress::say);
            Verification found = verifier.verify(pattern, Instant.MIN, lines::set);
            spec.commandLine().getOut().println(json ? json(found) : text(found));
            spec.commandLine().getOut().flush();
            return found.isClean() ? 0 : 1;
        } catch (IOException e) {
            throw new CommandFailedException("the comparison could not be finished: " + e.getMessage(), e);
        }
    }

    private int verifyBooks() throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-verify");
        Progress progress = new Progress(spec.commandLine().getErr());
        Instant now = Instant.now();
        Instant end = to == null ? now.minus(SETTLED_AFTER) : to;
        try (Cluster cluster = Cluster.connect(options.settings(ShipCommand.LOCAL))) {
            LedgerVerifier verifier = new LedgerVerifier(cluster, options.namespace, progress::say);
            Instant first = from == null ? verifier.keptSince(now) : from;
            ReconciledLedger found =
                    verifier.verify(first.truncatedTo(ChronoUnit.MINUTES), end.truncatedTo(ChronoUnit.MINUTES));
            spec.commandLine().getOut().println(json ? json(found) : text(found));
            spec.commandLine().getOut().flush();
            return found.isClean() ? 0 : 1;
        } catch (IOException e) {
            throw new CommandFailedException("the comparison could not be finished: " + e.getMessage(), e);
        }
    }

    private static String text(ReconciledLedger found) {
        return "minutes %,d, lines %,d, differing minutes %,d"
                .formatted(found.minutes(), found.lines(), found.differing());
    }

    private static ObjectNode json(ReconciledLedger found) {
        return new ObjectMapper()
                .createObjectNode()
                .put("minutes", found.minutes())
                .put("lines", found.lines())
                .put("differing", found.differing());
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
