package tollgate.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.files.FileMistakeException;
import tollgate.gateway.Gateway;
import tollgate.gateway.GatewaySettings;
import tollgate.gateway.PortTakenException;

@Command(
        name = "gateway",
        description = "Start the gateway alone. Its further settings are environment variables: see gateway/README.md.")
final class GatewayCommand implements Callable<Integer> {
    /** For the end of connections and threads, after the requests have ended. */
    private static final Duration STOP_MARGIN = Duration.ofMillis(1_800);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on. Default: PORT, or 18789")
    private @Nullable Integer port;

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "Folder of the request log. Default: LOG_FOLDER, or requests in the data folder")
    private @Nullable Path log;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with upstreams, their keys, and models. It is read again on SIGHUP. Default: none")
    private @Nullable Path config;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "File of the access tokens. Default: tokens.json in the data folder")
    private @Nullable Path tokens;

    @Option(
            names = "--no-auth",
            description = "Ask for no access token: everybody on this machine may come in, and nobody else can.")
    private boolean noAuth;

    private final Map<String, String> environment;

    GatewayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        ApplicationLog.of(environment, spec.commandLine()).toStandardError("tollgate-gateway");
        GatewaySettings settings = GatewaySettings.from(environment);
        if (log != null) {
            settings = settings.withLogFolder(log);
        } else if (environment.getOrDefault("LOG_FOLDER", "").isEmpty()) {
            settings = settings.withLogFolder(Folders.of(environment).requestLog());
        }
        if (port != null) {
            settings = settings.withPort(port);
        }
        if (config != null) {
            settings = settings.withConfig(config);
        }
        if (!noAuth) {
            Path file = tokens == null ? Folders.of(environment).tokens() : tokens;
            settings = settings.withTokens(file);
            FirstToken.adopt(environment, file, settings.log().folder());
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Duration grace = settings.limits().shutdownTimeout().plus(STOP_MARGIN);
        try (Interruption stop = Interruption.calls(stopped::countDown, grace);
                Gateway gateway = Gateway.start(settings, environment)) {
            HangUp.calls(gateway::reload);
            new Progress(spec.commandLine().getErr()).say("the gateway listens on " + gateway.uri());
            stopped.await();
        } catch (FileMistakeException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (PortTakenException e) {
            throw new CommandFailedException("port " + e.port() + " is taken: choose another with --port", e);
        }
        return 0;
    }
}
