package tollgate.benchmarks.gateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.access.TokenAdministration;

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

    @Option(
            names = "--minutes",
            defaultValue = "0",
            paramLabel = "N",
            description = "Of full load, for the memory after each; 0 for none. Default: ${DEFAULT-VALUE}")
    private int minutes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GatewayBenchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createTempDirectory("tollgate-gateway-benchmark");
        try (SideProcess provider = SideProcess.start(MockProvider.class)) {
            say("the provider is " + provider.address());
            if (target != null) {
                say("let the models mock and slow of the target go there, then press Enter");
                var _ = System.in.read();
                Measurement measured = measure(new Subject("target", target, pid, token), List.of(), provider);
                return measured.failed() == 0 ? 0 : 1;
            }
            Map<String, String> environment = new HashMap<>(LIMITS);
            environment.put("TOLLGATE_FIRST_TOKEN", token);
            try (GatewayProcess gateway = GatewayProcess.start(home, work, provider.address(), environment);
                    SideProcess bare = SideProcess.start(
                            BareProxy.class,
                            provider.address().toString(),
                            work.resolve("bare.log").toString())) {
                Measurement measured = measure(
                        new Subject("gateway", gateway.target(), gateway.pid(), token),
                        List.of(new Subject(
                                "bare proxy", bare.address(), bare.process().pid(), token)),
                        provider);
                long lines = gateway.lines();
                say("%,d requests, %,d lines, %,d not answered".formatted(measured.asked(), lines, measured.failed()));
                return lines == measured.asked() && measured.failed() == 0 ? 0 : 1;
            }
        }
    }

    private Measurement measure(Subject gateway, List<Subject> others, SideProcess provider)
            throws IOException, InterruptedException {
        Measurement measurement = new Measurement(gateway, others, provider.address(), this::say);
        measurement.closedLoops(requests);
        measurement.openLoops(seconds);
        if (held > 0) {
            measurement.held(held);
        }
        measurement.soak(minutes, requests);
        measurement.sayMemory();
        return measurement;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
