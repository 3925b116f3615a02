package tollgate.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the console is run.
 *
 * @param bindAddress to listen on
 * @param port to listen on; 0 for a free one
 * @param refresh how long an answer is as good as new, and so how old one that is shown may be
 * @param queryLimit how long Elasticsearch may take for one query
 * @param login whether people of this machine must log in, too: for a proxy on it
 * @param tokens file of the access tokens; null where there is no login
 */
public record ConsoleSettings(
        String bindAddress,
        int port,
        Duration refresh,
        Duration queryLimit,
        boolean login,
        @Nullable Path tokens) {
    public static final int DEFAULT_PORT = 18_790;
    private static final int MAX_PORT = 65_535;
    private static final Duration MOST = Duration.ofHours(1);

    /** On this machine alone, by default. */
    public static final ConsoleSettings DEFAULT =
            new ConsoleSettings("127.0.0.1", DEFAULT_PORT, Duration.ofSeconds(30), Duration.ofSeconds(20), false, null);

    /** @throws IllegalArgumentException in one line, where a value is none */
    public ConsoleSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "the port of the console is " + port + ": choose one up to " + MAX_PORT + ", or 0 for a free one");
        }
        check("refresh interval", refresh);
        check("limit of a query", queryLimit);
    }

    private static void check(String what, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "the " + what + " is " + value.toSeconds() + " s: choose 1 to " + MOST.toSeconds());
        }
    }

    public ConsoleSettings withPort(int newPort) {
        return new ConsoleSettings(bindAddress, newPort, refresh, queryLimit, login, tokens);
    }

    /** Where the access tokens are, where people must log in. */
    ConsoleSettings withLogin(Path newTokens) {
        return new ConsoleSettings(bindAddress, port, refresh, queryLimit, true, newTokens);
    }

    boolean needsLogin() {
        return login || !isLoopback();
    }

    /**
     * Whether nobody but this machine reaches it.
     *
     * @throws IllegalArgumentException where the address is none
     */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(bindAddress).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "'" + bindAddress + "' is no address of this machine: use 127.0.0.1 or 0.0.0.0", e);
        }
    }
}
