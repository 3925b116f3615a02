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
import tollgate.console.Console;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;

/** The command that measures how soon the console shows a dashboard, and what many viewers cost. */
@Command(
        name = "benchmarks/console",
        mixinStandardHelpOptions = true,
        description =
                "Load a month of requests into a real Elasticsearch, open Overview in a browser, and say how long it"
                        + " takes; then let many open it at once, and say what that costs Elasticsearch.")
final class ConsoleBenchmarks implements Callable<Integer> {
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
            defaultValue = "24h,7d",
            paramLabel = "SPAN",
            description = "Time ranges until the last request. Default: ${DEFAULT-VALUE}")
    private List<String> ranges = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "Openings of each, by a new browser of a new console. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--viewers",
            split = ",",
            defaultValue = "1,50",
            paramLabel = "N",
            description = "How many open it at once. Default: ${DEFAULT-VALUE}")
    private List<Integer> viewers = List.of();

    @Option(
            names = "--heap",
            defaultValue = "1024",
            paramLabel = "MB",
            description = "Elasticsearch's heap. Default: ${DEFAULT-VALUE}")
    private int heapMegabytes;

    @Option(
            names = "--work",
            defaultValue = "${sys:java.io.tmpdir}/tollgate-benchmarks",
            paramLabel = "DIR",
            description = "Where what is loaded is kept, for the next time. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConsoleBenchmarks())
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
        PrintWriter err = spec.commandLine().getErr();
        Dashboard overview = Dashboards.all().getFirst();
        try (LoadedServer server = LoadedServer.start(folder, requests, heapMegabytes, err)) {
            out.printf(
                    "%,d requests, heap %,d MB, %d processors, load %s%n%n",
                    requests, heapMegabytes, Runtime.getRuntime().availableProcessors(), load());
            if (Painting.canBe()) {
                paint(server, overview, out);
            } else {
                err.println("there is no Chromium: install Debian's packages chromium and chromium-driver");
            }
            watch(server, overview, out);
        }
        return 0;
    }

    private void paint(LoadedServer server, Dashboard dashboard, PrintWriter out) throws Exception {
        out.println("| Range | First contentful paint, ms: median, all | Complete, ms: median, all | Load |");
        out.println("|---|---|---|---|");
        for (String range : ranges) {
            List<Painting> paintings = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                try (Console console = server.console()) {
                    paintings.add(
                            Painting.of(console.uri() + "/d/" + dashboard.id() + "?from=now-" + range + "&to=now"));
                }
            }
            List<Long> first = paintings.stream().map(Painting::firstMillis).toList();
            List<Long> complete =
                    paintings.stream().map(Painting::completeMillis).toList();
            out.printf(
                    "| %s | %d: %s | %d: %s | %s |%n", range, median(first), first, median(complete), complete, load());
            out.flush();
        }
        out.println();
    }

    private void watch(LoadedServer server, Dashboard dashboard, PrintWriter out) throws Exception {
        out.println("| Range | Viewers | Answers | Queries to Elasticsearch | Its CPU, ms | All have all, s | Load |");
        out.println("|---|---|---|---|---|---|---|");
        for (String range : ranges) {
            for (int people : viewers) {
                try (Console console = server.console();
                        HttpClient client = HttpClient.newHttpClient()) {
                    Viewers seen = Viewers.open(client, console.uri(), server, dashboard, range, people);
                    out.printf(
                            "| %s | %d | %,d | %d | %,d | %.2f | %s |%n",
                            range, people, seen.answers(), seen.queries(), seen.cpuMillis(), seen.seconds(), load());
                    out.flush();
                }
            }
        }
    }

    private static long median(List<Long> values) {
        return values.stream()
                .sorted(Comparator.naturalOrder())
                .skip(values.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String load() throws Exception {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }
}
