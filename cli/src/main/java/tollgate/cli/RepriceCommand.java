package tollgate.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.TemplateSettings;
import tollgate.pricing.Pricer;
import tollgate.pricing.PricingFiles;
import tollgate.reprice.RepriceReport;
import tollgate.reprice.Repricing;
import tollgate.reprice.Scope;
import tollgate.requestlog.DataStream;

@Command(
        name = "reprice",
        description = "Work out the costs of indexed requests anew, from their stored token counts, after a price was"
                + " corrected. Exit code 1 if it did not come to its end: run it again, it goes on from there.")
final class RepriceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            converter = Moment.class,
            description = "First moment, to the millisecond: 2026-11-24T08:00:00Z, or 2026-11-24 for its start in UTC.")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            converter = Moment.class,
            description = "First moment that is too late, likewise.")
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Only requests that this model answered, or that asked for it where none answered.")
    private @Nullable String model;

    @Option(names = "--dry-run", description = "Change nothing, and print what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    private boolean json;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SloOptions slo;

    private final Map<String, String> environment;

    RepriceCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Scope scope = scope();
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-reprice");
        Progress progress = new Progress(spec.commandLine().getErr());
        Pricer pricer = PricingFiles.fromEnvironment(environment).pricer();
        progress.say("prices are those of version " + pricer.priceVersion());
        try (Cluster cluster = Cluster.connect(options.settings(ShipCommand.LOCAL))) {
            if (!dryRun) {
                IndexTemplates.install(cluster, TemplateSettings.DEFAULT.withThresholds(slo.thresholds));
            }
            Repricing repricing = new Repricing(cluster, pricer, InstantSource.system());
            try (Interruption stop = Interruption.calls(repricing::stop)) {
                RepriceReport report = run(repricing, scope, progress);
                print(report);
                progress.say(closingLine(report));
                return report.finished() ? 0 : 1;
            }
        } catch (IOException e) {
            throw new CommandFailedException(
                    "the repricing could not be finished: " + e.getMessage() + "; run it again, it goes on from there",
                    e);
        }
    }

    private Scope scope() {
        try {
            return new Scope(options.namespace, from, to, model);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private RepriceReport run(Repricing repricing, Scope scope, Progress progress) throws IOException {
        AtomicLong requests = new AtomicLong();
        try (Progress.Ticker ticker = progress.every(() -> "%,d requests priced".formatted(requests.get()))) {
            return repricing.run(scope, dryRun, requests::set);
        }
    }

    private void print(RepriceReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RepriceFigures.json(report));
        } else {
            RepriceFigures.print(report, out);
        }
        out.flush();
    }

    private static String closingLine(RepriceReport report) {
        if (!report.finished()) {
            return "interrupted: run it again, it goes on from there";
        }
        if (report.requests() == 0) {
            return "no request of " + DataStream.REQUEST.in(report.scope().namespace())
                    + " is in this range: check --from, --to, --model and --namespace";
        }
        if (report.windows() == null) {
            return "a dry run: nothing is changed";
        }
        String corrected =
                "corrections of usage windows: %,d".formatted(report.windows().corrected());
        long incomplete = report.windows().incomplete();
        return incomplete == 0
                ? corrected
                : corrected
                        + "; %,d windows keep their old costs, as they do not count the same requests as the index"
                                .formatted(incomplete)
                        + ": run it again when the log-shipper has reported all";
    }
}
