package tollgate.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;

/**
 * An open connection to a cluster of version 8 or 9, which of them it finds out by itself. Safe for many threads. Nothing is
 * retried here: who calls knows what a repetition would mean.
 */
public final class Cluster implements AutoCloseable {
    private final ClusterSettings settings;
    private final Rest5Client http;
    private final String version;
    private final ElasticsearchClient client;

    private Cluster(ClusterSettings settings, Rest5Client http, String version) {
        this.settings = settings;
        this.http = http;
        this.version = version;
        this.client = new ElasticsearchClient(
                new Rest5ClientTransport(http, new JacksonJsonpMapper(), options(majorVersion(version))));
    }

    /**
     * Opens the connection and asks for the version.
     *
     * @throws ClusterException where nothing answers, the credentials do not do, or the version is not 8 or 9
     */
    public static Cluster connect(ClusterSettings settings) throws ClusterException {
        Rest5Client http = HttpClients.open(settings);
        try {
            String version = VersionDetector.detect(http, settings);
            int major = majorVersion(version);
            if (major != 8 && major != 9) {
                throw new ClusterException(
                        "Elasticsearch at " + settings + " is version " + version
                                + "; Tollgate works with 8.19 and 9.x",
                        null);
            }
            return new Cluster(settings, http, version);
        } catch (ClusterException | RuntimeException e) {
            closeQuietly(http, e);
            throw e;
        }
    }

    /** For typed calls. */
    public ElasticsearchClient client() {
        return client;
    }

    /** For calls whose bodies are bytes already. */
    public Rest5Client http() {
        return http;
    }

    public String version() {
        return version;
    }

    /** Whether index templates may have a data stream lifecycle, which came with 8.11. */
    boolean hasLifecycles() {
        return !version.matches("8\\.([0-9]|10)\\..*");
    }

    public ClusterSettings settings() {
        return settings;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static int majorVersion(String version) {
        int dot = version.indexOf('.');
        return dot < 1 || !version.substring(0, dot).chars().allMatch(Character::isDigit)
                ? 0
                : Integer.parseInt(version.substring(0, dot));
    }

    /** The client of version 9 would ask for answers of version 9, which a cluster of version 8 refuses to give. */
    private static Rest5ClientOptions options(int majorVersion) {
        RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder();
        if (majorVersion == 8) {
            String compatible = "application/vnd.elasticsearch+json; compatible-with=8";
            options.addHeader("Accept", compatible).addHeader("Content-Type", compatible);
        }
        return new Rest5ClientOptions(options.build(), false);
    }

    private static void closeQuietly(Rest5Client http, Exception reason) {
        try {
            http.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
