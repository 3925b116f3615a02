package tollgate.console;

import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.console.query.Answers;
import tollgate.console.query.Catalogue;
import tollgate.console.query.ClusterEsql;
import tollgate.console.query.Connection;
import tollgate.console.web.ConsoleServices;
import tollgate.dashboards.Dashboards;
import tollgate.elasticsearch.ClusterSettings;

/**
 * A server of one page that shows the dashboards. A browser never talks to Elasticsearch: the server runs the queries of the dashboards' files and
 * no others, and each of them once for all who look within a refresh interval.
 */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final ConsoleSettings settings;
    private final Connection connection;
    private final Answers answers;
    private final Server server;

    private Console(ConsoleSettings settings, Connection connection, Answers answers, Server server) {
        this.settings = settings;
        this.connection = connection;
        this.answers = answers;
        this.server = server;
    }

    /**
     * Starts a console; when this returns, it answers. Elasticsearch need not be there yet.
     *
     * @throws PortTakenException where another process has the port
     * @throws IllegalArgumentException in one line, where the address cannot be used
     */
    public static Console start(ConsoleSettings settings, ClusterSettings cluster) {
        return start(settings, cluster, InstantSource.system());
    }

    /** @param clock that "now" is read from */
    static Console start(ConsoleSettings settings, ClusterSettings cluster, InstantSource clock) {
        if (!settings.isLoopback()) {
            throw new IllegalArgumentException("the console has no login yet, so it listens on this machine alone: use"
                    + " 127.0.0.1, or reach it by a tunnel (ssh -L)");
        }
        Connection connection = new Connection(cluster);
        Answers answers = new Answers(clock, settings.refresh());
        ConsoleServices services = new ConsoleServices(
                new Catalogue(Dashboards.all(), clock, settings.refresh()),
                answers,
                new ClusterEsql(connection, settings.queryLimit()),
                settings.refresh());
        Server server = services.server(settings.bindAddress(), settings.port());
        try {
            server.start().join();
        } catch (CompletionException e) {
            answers.close();
            throw startFailure(settings, e);
        }
        Console console = new Console(settings, connection, answers, server);
        LOG.info("The console listens on {}", console.uri());
        return console;
    }

    private static RuntimeException startFailure(ConsoleSettings settings, CompletionException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                return String.valueOf(cause.getMessage()).contains("in use")
                        ? new PortTakenException(settings.port())
                        : new IllegalArgumentException("'" + settings.bindAddress() + "' cannot be listened on ("
                                + cause.getMessage() + "): use 127.0.0.1");
            }
        }
        return failure;
    }

    /** Where browsers find it. */
    public URI uri() {
        String address = settings.bindAddress();
        return URI.create(
                "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + server.activeLocalPort());
    }

    @Override
    public void close() {
        var _ = server.stop();
        // Armeria's own future ends two seconds later: it waits for its threads.
        long limitNanos = System.nanoTime() + CLOSE_LIMIT.toNanos();
        while (!server.activePorts().isEmpty() && System.nanoTime() < limitNanos) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        answers.close();
        try {
            connection.close();
        } catch (IOException e) {
            LOG.warn("the connection to Elasticsearch did not close", e);
        }
    }
}
