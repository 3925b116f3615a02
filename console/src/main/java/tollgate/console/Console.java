package tollgate.console;

import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.access.FileTokenStore;
import tollgate.access.Scope;
import tollgate.access.TokenVerifier;
import tollgate.console.query.Alerts;
import tollgate.console.query.Answers;
import tollgate.console.query.Catalogue;
import tollgate.console.query.ClusterEsql;
import tollgate.console.query.Connection;
import tollgate.console.query.Esql;
import tollgate.console.query.RuleStates;
import tollgate.console.query.Silences;
import tollgate.console.web.AlertServices;
import tollgate.console.web.ConsoleServices;
import tollgate.dashboards.Dashboards;
import tollgate.dashboards.rule.Rules;
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
    /** The looking for other tokens, where there is any. */
    private final Future<?> refreshed;

    private Console(
            ConsoleSettings settings, Connection connection, Answers answers, Server server, Future<?> refreshed) {
        this.settings = settings;
        this.connection = connection;
        this.answers = answers;
        this.server = server;
        this.refreshed = refreshed;
    }

    /**
     * Starts a console; when this returns, it answers. Elasticsearch need not be there yet.
     *
     * @param environment of which the settings of alert rules are read
     * @throws PortTakenException where another process has the port
     * @throws IllegalArgumentException in one line, where the address cannot be used
     */
    public static Console start(ConsoleSettings settings, ClusterSettings cluster, Map<String, String> environment) {
        return start(settings, cluster, environment, InstantSource.system());
    }

    /**
     * Starts a console at another time than now, of which the rest holds, too.
     *
     * @param clock that "now" is read from
     */
    public static Console start(
            ConsoleSettings settings, ClusterSettings cluster, Map<String, String> environment, InstantSource clock) {
        TokenVerifier tokens = settings.needsLogin() ? tokens(settings, clock) : null;
        Rules rules = Rules.load();
        Connection connection = new Connection(cluster);
        Answers answers = new Answers(clock, settings.refresh());
        Esql esql = new ClusterEsql(connection, settings.queryLimit());
        Catalogue catalogue = new Catalogue(Dashboards.all(), clock, settings.refresh());
        AlertServices alerts = new AlertServices(
                answers,
                catalogue::now,
                new Alerts(esql),
                new Silences(connection),
                new RuleStates(rules, rules.settings(environment), connection));
        ConsoleServices services = new ConsoleServices(catalogue, answers, esql, alerts, tokens, settings.refresh());
        Server server = services.server(settings.bindAddress(), settings.port());
        try {
            server.start().join();
        } catch (CompletionException e) {
            answers.close();
            throw startFailure(settings, e);
        }
        Future<?> refreshed = tokens == null
                ? CompletableFuture.completedFuture("")
                : server.config()
                        .blockingTaskExecutor()
                        .scheduleWithFixedDelay(tokens::refresh, 1, 1, TimeUnit.SECONDS);
        Console console = new Console(settings, connection, answers, server, refreshed);
        LOG.info("The console listens on {}", console.uri());
        return console;
    }

    private static TokenVerifier tokens(ConsoleSettings settings, InstantSource clock) {
        Path file = settings.tokens();
        if (file == null) {
            throw new IllegalArgumentException(
                    "others than this machine must log in, and there is no file of access tokens: name it");
        }
        try {
            TokenVerifier tokens = new TokenVerifier(new FileTokenStore(file), clock);
            if (tokens.tokens().all().stream().noneMatch(token -> token.scopes().contains(Scope.CONSOLE))) {
                LOG.warn(
                        "nobody can log in: no token in {} has the scope console; ./tollgate token create --scopes console"
                                + " makes one",
                        file);
            }
            return tokens;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the access tokens in " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
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
        refreshed.cancel(false);
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
