package tollgate.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.console.Console;
import tollgate.console.ConsoleSettings;
import tollgate.console.PortTakenException;

@Command(name = "console", description = "Show the dashboards in a browser, without Kibana.")
final class ConsoleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ClusterOptions cluster;

    /** By its longer name it has a variable of its own: TOLLGATE_PORT is the gateway's. */
    @Option(
            names = {"--port", "--console-port"},
            paramLabel = "N",
            defaultValue = "18790",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--bind-address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; where others reach it, they log in by an access token with the scope console."
                            + " Default: ${DEFAULT-VALUE}")
    private String bindAddress = "";

    @Option(
            names = "--refresh-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How old a figure may be: all who look within this time cost what one costs. Default:"
                    + " ${DEFAULT-VALUE}")
    private int refreshSeconds;

    @Option(
            names = "--query-seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long Elasticsearch may take for one panel. Default: ${DEFAULT-VALUE}")
    private int querySeconds;

    @Option(
            names = "--login",
            description = "Let people of this machine log in, too: for a proxy that runs on it. Others must always.")
    private boolean login;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "File of the access tokens. Default: tokens.json in the data folder")
    private @Nullable Path tokens;

    private final Map<String, String> environment;

    ConsoleCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-console");
        ConsoleSettings settings = Checked.setting(() -> new ConsoleSettings(
                bindAddress,
                port,
                Duration.ofSeconds(refreshSeconds),
                Duration.ofSeconds(querySeconds),
                login,
                tokens == null ? Folders.of(environment).tokens() : tokens));
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption stop = Interruption.calls(stopped::countDown);
                Console console = start(settings)) {
            new Progress(spec.commandLine().getErr()).say("the console is at " + console.uri());
            stopped.await();
        }
        return 0;
    }

    private Console start(ConsoleSettings settings) throws CommandFailedException {
        try {
            return Checked.setting(() -> Console.start(settings, cluster.settings(ShipCommand.LOCAL), environment));
        } catch (PortTakenException e) {
            throw new CommandFailedException("port " + e.port() + " is taken: choose another with --port", e);
        }
    }
}
