package tollgate.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.access.TokenAdministration;
import tollgate.benchmarks.ProcessUsage;

/** The command of the gateway's macro benchmark. */
@Command(
        name = "benchmarks/gateway",
        mixinStandardHelpOptions = true,
        description = "Put load on the gateway, or on any other that speaks OpenAI's protocol, and say what it took.")
final class GatewayBenchmarks implements Callable<Integer> {
    /** Limits and budgets hold, and are out of reach. */
    private static final Map<String, String> LIMITS = Map.of(
            "TENANT_REQUESTS_PER_SECOND", "1000000",
            "TENANT_TOKENS_PER_MINUTE", "1000000000",
            "TENANT_CONCURRENT_STREAMS", "100000",
            "TENANT_MONTHLY_BUDGET", "1000000000");

    private static final int CONNECTIONS = 16;
    private static final int PER_SECOND = 1_000;
    private static final int STREAMS_PER_SECOND = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--home", required = true, hidden = true)
    private Path home = Path.of("");

    @Option(
            names = "--target",
            paramLabel = "URL",
            description =
                    "Another gateway, such as http://127.0.0.1:4000/v1, whose provider is the one that this says first;"
                            + " it waits for Enter then. Default: Tollgate's, started for this")
    private @Nullable URI target;

    @Option(names = "--pid", paramLabel = "N", description = "Process of --target, for its processor time and memory")
    private @Nullable Long pid;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Sent as bearer token. Default: one that Tollgate's is given")
    private String token = TokenAdministration.newText();

    @Option(
            names = "--requests",
            defaultValue = "40000",
            paramLabel = "N",
            description = "Of each closed loop; the warm-up has as many. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            paramLabel = "N",
            description = "Of each open loop. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--held",
            defaultValue = "2000",
            paramLabel = "N",
            description = "Slow streams at the same time; 0 for none. Default: ${DEFAULT-VALUE}")
    private int held;

    private long asked;
    private long failed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GatewayBenchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createTempDirectory("tollgate-gateway-benchmark");
        Process mock = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MockProvider.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(mock.getInputStream(), StandardCharsets.UTF_8))) {
            URI provider = URI.create("http://127.0.0.1:" + said.readLine() + "/v1");
            say("the provider is " + provider);
            if (target != null) {
                say("let the models mock and slow of the target go there, then press Enter");
                var _ = System.in.read();
                measure(provider, target, pid, mock.pid());
                return failed == 0 ? 0 : 1;
            }
            Map<String, String> environment = new HashMap<>(LIMITS);
            environment.put("TOLLGATE_FIRST_TOKEN", token);
            try (GatewayProcess gateway = GatewayProcess.start(home, work, provider, environment)) {
                measure(provider, gateway.target(), gateway.pid(), mock.pid());
                long lines = gateway.lines();
                say("%,d requests, %,d lines, %,d not answered".formatted(asked, lines, failed));
                return lines == asked && failed == 0 ? 0 : 1;
            }
        } finally {
            mock.destroy();
        }
    }

    private void measure(URI provider, URI gateway, @Nullable Long process, long mock)
            throws IOException, InterruptedException {
        byte[] whole = Connection.request(gateway, "mock", false, token);
        byte[] stream = Connection.request(gateway, "mock", true, token);
        byte[] slow = Connection.request(gateway, "slow", true, token);
        Load load = new Load(gateway);
        Load direct = new Load(provider);

        count(load.closed(whole, CONNECTIONS, requests));
        count(load.closed(stream, CONNECTIONS, requests / 4));
        say("warm; the machine's load is " + load());
        for (int round = 1; round <= 3; round++) {
            double before = cpu(process);
            double mockBefore = ProcessUsage.cpuSeconds(mock);
            LoadTimes times = count(load.closed(whole, CONNECTIONS, requests));
            say("whole answers, %d connections: %,.0f/s, %.3f CPU-s per 1,000 (provider %.3f)"
                    .formatted(
                            CONNECTIONS,
                            times.answers() / times.seconds(),
                            (cpu(process) - before) * 1e3 / requests,
                            (ProcessUsage.cpuSeconds(mock) - mockBefore) * 1e3 / requests));
        }
        double before = cpu(process);
        int streams = requests / 4;
        LoadTimes times = count(load.closed(stream, CONNECTIONS, streams));
        say("streams of %d chunks, %d connections: %,.0f/s, %.3f CPU-s per 1,000"
                .formatted(
                        MockProvider.CHUNKS,
                        CONNECTIONS,
                        times.answers() / times.seconds(),
                        (cpu(process) - before) * 1e3 / streams));
        compare(
                "whole answers at %d/s, to the end".formatted(PER_SECOND),
                true,
                count(load.open(whole, PER_SECOND, seconds)),
                direct.open(whole, PER_SECOND, seconds));
        compare(
                "streams at %d/s, to the first chunk".formatted(STREAMS_PER_SECOND),
                false,
                count(load.open(stream, STREAMS_PER_SECOND, seconds)),
                direct.open(stream, STREAMS_PER_SECOND, seconds));
        if (held > 0) {
            LoadTimes all = count(load.held(slow, held));
            say("%,d slow streams held at the same time: %,d whole".formatted(held, all.answers()));
        }
        if (process != null) {
            say("peak RSS %,d MB; the machine's load is %s"
                    .formatted(ProcessUsage.peakRssKilobytes(process) / 1024, load()));
        }
    }

    private void compare(String what, boolean toEnd, LoadTimes via, LoadTimes direct) {
        StringBuilder line = new StringBuilder(what).append(", added:");
        for (double quantile : new double[] {0.5, 0.99}) {
            double with = toEnd ? via.endMicros(quantile) : via.firstMicros(quantile);
            double without = toEnd ? direct.endMicros(quantile) : direct.firstMicros(quantile);
            line.append(" p%.0f %,.0f µs (%,.0f - %,.0f)".formatted(quantile * 100, with - without, with, without));
        }
        say(line.toString());
    }

    private LoadTimes count(LoadTimes times) {
        asked += times.asked();
        failed += times.asked() - times.answers();
        return times;
    }

    private static double cpu(@Nullable Long process) throws IOException {
        return process == null ? Double.NaN : ProcessUsage.cpuSeconds(process);
    }

    private static String load() throws IOException {
        return Objects.requireNonNull(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
