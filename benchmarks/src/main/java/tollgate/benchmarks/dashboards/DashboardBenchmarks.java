package tollgate.benchmarks.dashboards;

import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.TimeRange;

/** The command that measures how long dashboards take to open. */
@Command(
        name = "benchmarks/dashboards",
        mixinStandardHelpOptions = true,
        description =
                "Load a month of requests into a real Elasticsearch, open each dashboard, and say how long it takes.")
final class DashboardBenchmarks implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--requests",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "Requests of the 30 days. Default: ${DEFAULT-VALUE}")
    private long requests;

    @Option(
            names = "--range",
            split = ",",
            defaultValue = "24h,7d,30d",
            paramLabel = "SPAN",
            description = "Time ranges until the last request. Default: ${DEFAULT-VALUE}")
    private List<String> ranges = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "Openings of each, after a first that is told apart. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--heap",
            defaultValue = "2048",
            paramLabel = "MB",
            description = "Elasticsearch's heap. Default: ${DEFAULT-VALUE}")
    private int heapMegabytes;

    @Option(names = "--panels", description = "Say of each panel what it takes alone, too.")
    private boolean panels;

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}/tollgate-benchmarks",
            paramLabel = "DIR",
            description = "Where what is loaded is kept, for the next time. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DashboardBenchmarks())
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (requests < 1 || rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--requests and --rounds are numbers above 0");
        }
        Path folder = Files.createDirectories(work.toAbsolutePath().resolve("dashboards-" + requests));
        PrintWriter out = spec.commandLine().getOut();
        try (LoadedServer server = LoadedServer.start(
                        folder, requests, heapMegabytes, spec.commandLine().getErr());
                HttpClient client = HttpClient.newHttpClient()) {
            out.printf(
                    "%,d requests, heap %,d MB, %d processors, load %s%n%n",
                    requests, heapMegabytes, Runtime.getRuntime().availableProcessors(), load());
            out.println("| Dashboard | Range | First, s | Median, s | Slowest panel | Its wait, s | Load |");
            out.println("|---|---|---|---|---|---|---|");
            for (Dashboard dashboard : Dashboards.all()) {
                for (String range : ranges) {
                    List<PanelQuery> queries =
                            PanelQuery.of(dashboard, new TimeRange("now-" + range, "now"), server.now());
                    List<Opening> openings = new ArrayList<>();
                    for (int round = 0; round <= rounds; round++) {
                        openings.add(Opening.together(client, server.uri(), queries));
                    }
                    out.print(row(dashboard, range, openings));
                    out.flush();
                    if (panels) {
                        Opening.oneByOne(client, server.uri(), queries)
                                .panels()
                                .forEach(each -> out.printf("    %-24s %6.3f s%n", each.panel(), each.seconds()));
                    }
                }
            }
        }
        return 0;
    }

    private static String row(Dashboard dashboard, String range, List<Opening> openings) throws Exception {
        List<Opening> sorted = openings.stream()
                .skip(1)
                .sorted(Comparator.comparingDouble(Opening::seconds))
                .toList();
        Opening median = sorted.get(sorted.size() / 2);
        Opening.Waited slowest = median.panels().getFirst();
        return "| %s | %s | %.2f | %.2f | %s | %.2f | %s |%n"
                .formatted(
                        dashboard.title(),
                        range,
                        openings.getFirst().seconds(),
                        median.seconds(),
                        slowest.panel(),
                        slowest.seconds(),
                        load());
    }

    private static String load() throws Exception {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }
}
