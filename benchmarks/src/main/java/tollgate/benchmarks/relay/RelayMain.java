package tollgate.benchmarks.relay;

import java.net.URI;
import tollgate.benchmarks.server.ServerProcess;

/**
 * Runs the relay in a process of its own, until it is ended. The first line of its standard output says where it listens.
 *
 * <p>Arguments: where the Elasticsearch is; its version; then {@code with-parent}, where it shall end with whoever started it.
 */
public final class RelayMain {
    private RelayMain() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        ServerProcess.endWithParent(arguments);
        @SuppressWarnings("resource") // for as long as the process lives
        VersionRelay relay = VersionRelay.start(URI.create(arguments[0]), arguments[1]);
        System.out.println(relay.uri());
    }
}
