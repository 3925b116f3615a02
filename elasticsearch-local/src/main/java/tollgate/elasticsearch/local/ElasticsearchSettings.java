package tollgate.elasticsearch.local;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to run a server.
 *
 * @param version which server
 * @param port the port of its HTTP interface on 127.0.0.1, or 0 for a free one
 * @param data the folder of its data, kept when it stops; or null for a temporary one that is deleted on close
 * @param heapMegabytes the most that its heap grows to
 * @param tuning what its JVM is made for
 * @param startTimeout how long it may take to get healthy
 * @param cache the folder that keeps assembled servers
 */
public record ElasticsearchSettings(
        ElasticsearchVersion version,
        int port,
        @Nullable Path data,
        int heapMegabytes,
        Tuning tuning,
        Duration startTimeout,
        Path cache) {
    static final int MIN_PORT = 1024;
    static final int MAX_PORT = 65_535;
    /** With less, Elasticsearch starts and then answers writes with its circuit breaker. */
    static final int MIN_HEAP_MEGABYTES = 256;

    public ElasticsearchSettings {
        if (port != 0 && (port < MIN_PORT || port > MAX_PORT)) {
            throw new IllegalArgumentException("The port of Elasticsearch is " + port
                    + ": choose 0 for a free one, or one from " + MIN_PORT + " to " + MAX_PORT);
        }
        if (heapMegabytes < MIN_HEAP_MEGABYTES) {
            throw new IllegalArgumentException("The heap of Elasticsearch is " + heapMegabytes
                    + " MB: give it at least " + MIN_HEAP_MEGABYTES + " MB");
        }
        if (!startTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "The start timeout of Elasticsearch is " + startTimeout + ": give it a positive one");
        }
    }

    /** Elasticsearch 8.19 with ES|QL on a free port, with temporary data and what the environment says (see {@link Environment}). */
    public static ElasticsearchSettings defaults() {
        return new Environment(System.getenv()).settings();
    }

    public ElasticsearchSettings version(ElasticsearchVersion version) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }

    public ElasticsearchSettings port(int port) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }

    public ElasticsearchSettings data(Path data) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }

    public ElasticsearchSettings heapMegabytes(int heapMegabytes) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }

    public ElasticsearchSettings tuning(Tuning tuning) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }

    public ElasticsearchSettings startTimeout(Duration startTimeout) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }

    public ElasticsearchSettings cache(Path cache) {
        return new ElasticsearchSettings(version, port, data, heapMegabytes, tuning, startTimeout, cache);
    }
}
