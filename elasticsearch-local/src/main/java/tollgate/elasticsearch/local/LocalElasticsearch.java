package tollgate.elasticsearch.local;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A real Elasticsearch server of one node in a process of its own, only for programs of this machine, and
 * without security unless users are given. It ends
 * with this program at the latest; where this program is killed, the next start on the same data ends it.
 */
public final class LocalElasticsearch implements AutoCloseable {
    private final ElasticsearchSettings settings;
    private final Node node;
    private final URI uri;
    private final long pid;

    LocalElasticsearch(ElasticsearchSettings settings, Node node, URI uri, long pid) {
        this.settings = settings;
        this.node = node;
        this.uri = uri;
        this.pid = pid;
    }

    /**
     * Assembles the server where that has not been done, starts it, and waits until it is healthy (yellow or green).
     *
     * @param progress takes one-line messages about what is going on
     * @throws PortTakenException where another program listens on the port
     * @throws ElasticsearchFailedException where it cannot be assembled or does not get healthy; then nothing is left running
     */
    public static LocalElasticsearch start(ElasticsearchSettings settings, Consumer<String> progress) {
        return new Starter(settings, progress, Map.of()).start();
    }

    /**
     * Likewise, with security: only these users get in, each with the rights of its role.
     *
     * @throws PortTakenException where another program listens on the port
     * @throws ElasticsearchFailedException where it cannot be assembled or does not get healthy; then nothing is left running
     */
    public static LocalElasticsearch startSecured(
            ElasticsearchSettings settings, FileUsers users, Consumer<String> progress) {
        return new Starter(settings, progress, users.settings(), users.files()).start();
    }

    /** Where its HTTP interface listens, without a path. */
    public URI uri() {
        return uri;
    }

    /** The process of the server itself and not of its launcher: what to look at for memory and processor time. */
    public long pid() {
        return pid;
    }

    /** The settings that start it again: with the port and the data folder that it really has. */
    public ElasticsearchSettings settings() {
        return settings;
    }

    /**
     * Ends it at once, as a crash would (SIGKILL), and waits until it is gone. Its data stays as it is and can be started again,
     * unless it is temporary.
     */
    public void kill() {
        node.kill();
    }

    /** Ends it in order, by force if that takes more than 20 seconds. Temporary data is deleted. More calls have no effect. */
    @Override
    public void close() {
        node.close();
    }
}
