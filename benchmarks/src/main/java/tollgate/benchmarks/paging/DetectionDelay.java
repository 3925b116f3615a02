package tollgate.benchmarks.paging;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.dashboards.rule.Rules;
import tollgate.elasticsearch.Cluster;
import tollgate.pager.Pager;
import tollgate.pager.PagerConfig;
import tollgate.pager.PagerSettings;
import tollgate.pager.Pagers;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.Match;
import tollgate.pager.page.Route;
import tollgate.pager.state.ClusterConnection;
import tollgate.pager.state.Journal;
import tollgate.pager.state.Leadership;

/** The command that measures the time from the first failed request of a model to the page. */
@Command(
        name = "benchmarks/paging",
        mixinStandardHelpOptions = true,
        description = "Break models one by one under steady traffic, and say how long it takes until each is paged.")
final class DetectionDelay implements Callable<Integer> {
    /** Longer than the window that the rule looks at, so that it holds nothing but healthy requests. */
    private static final Duration HEALTHY = Duration.ofSeconds(150);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--models",
            defaultValue = "20",
            paramLabel = "N",
            description = "How many models break, each once.")
    private int models;

    @Option(names = "--rule-seconds", defaultValue = "30", paramLabel = "N", description = "How often the rules run.")
    private int ruleSeconds;

    @Option(names = "--rate", defaultValue = "2", paramLabel = "R", description = "Requests a second of each model.")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of the moments at which they break.")
    private long seed;

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}/tollgate-benchmarks/paging",
            paramLabel = "DIR",
            description = "Folder of everything. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DetectionDelay()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter progress = spec.commandLine().getErr();
        try (ShippedModels shipped = ShippedModels.start(work, models, rate, seed, progress)) {
            measure(shipped.cluster(), shipped.folder(), shipped.traffic(), progress);
        }
        return 0;
    }

    private void measure(Cluster cluster, Path folder, FailingModels traffic, PrintWriter progress) throws Exception {
        PagerSettings settings = new PagerSettings(
                List.of(new Route(
                        "all", Match.ALL, List.of("clock"), Duration.ZERO, Duration.ZERO, List.of(), null, 0)),
                Map.of("clock", delivery -> traffic.paged(delivery.content(), Instant.now())),
                "clock",
                null,
                Duration.ofSeconds(ruleSeconds));
        Rules rules = Rules.load();
        Pagers pagers = new Pagers(new ClusterConnection(cluster), "default", rules, rules.defaults());
        try (Journal journal = Journal.open(folder.resolve("pager"));
                Pager pager = pagers.pager(
                                Pagers.Source.BUILT_IN,
                                new PagerConfig(settings, Language.EN, Links.NONE),
                                journal,
                                Leadership.alone(),
                                new SimpleMeterRegistry())
                        .start()) {
            traffic.start();
            progress.printf("healthy for %d s; then %d models break within a minute%n", HEALTHY.toSeconds(), models);
            Thread.sleep(HEALTHY);
            traffic.breakWithin(Duration.ofMinutes(1));
            Instant deadline = Instant.now().plus(PATIENCE);
            while (traffic.delays().size() < models && Instant.now().isBefore(deadline)) {
                Thread.sleep(Duration.ofMillis(500));
            }
            progress.println(pager.status());
            report(traffic.delays());
        }
    }

    private void report(List<Duration> delays) {
        List<Duration> sorted =
                delays.stream().sorted(Comparator.naturalOrder()).toList();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d of %d models paged; seconds from the first failed request:%n", sorted.size(), models);
        sorted.forEach(delay -> out.printf("%.1f ", delay.toMillis() / 1e3));
        out.println();
        if (!sorted.isEmpty()) {
            out.printf(
                    "least %.1f, median %.1f, most %.1f%n",
                    sorted.getFirst().toMillis() / 1e3,
                    sorted.get(sorted.size() / 2).toMillis() / 1e3,
                    sorted.getLast().toMillis() / 1e3);
        }
        out.flush();
    }
}
