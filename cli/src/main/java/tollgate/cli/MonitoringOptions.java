package tollgate.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tollgate.monitoring.MonitoringException;
import tollgate.monitoring.MonitoringServer;

/** Whether and where a process says how it fares. */
final class MonitoringOptions {
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--monitoring-port",
            paramLabel = "N",
            description =
                    "Answer there at /healthz, /readyz and /metrics (Prometheus); 0 for a free port. Default: off")
    private @Nullable Integer port;

    @Option(
            names = "--monitoring-address",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "The address of this machine for that. Default: ${DEFAULT-VALUE}")
    private String address = "127.0.0.1";

    /** Starts it, where it is asked for. */
    Monitoring start(Progress progress) throws CommandFailedException {
        if (port == null) {
            return new Monitoring(null);
        }
        if (port < 0 || port > MAX_PORT) {
            throw new CommandFailedException("--monitoring-port is " + port + ": choose one from 0 to " + MAX_PORT);
        }
        try {
            MonitoringServer server = MonitoringServer.start(address, port);
            progress.say("health and metrics are at " + server);
            return new Monitoring(server);
        } catch (MonitoringException e) {
            throw new CommandFailedException(e.getMessage() + " with --monitoring-port or --monitoring-address", e);
        }
    }
}
