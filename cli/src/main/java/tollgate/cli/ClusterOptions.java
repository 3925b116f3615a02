package tollgate.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.ClusterUnreachableException;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.TemplateSettings;

/** Where Elasticsearch is, and which data streams in it. */
final class ClusterOptions {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "Elasticsearch 8.19 or 9.x. Credentials come from ELASTICSEARCH_API_KEY, or from"
                    + " ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD; an own authority's certificate from"
                    + " ELASTICSEARCH_CA_CERT.")
    @Nullable
    URI elasticsearch;

    @Option(
            names = "--namespace",
            defaultValue = "default",
            description = "Last part of the data streams' names. Default: ${DEFAULT-VALUE}")
    String namespace = "default";

    private final Map<String, String> environment;

    ClusterOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Asks the cluster; that it does not answer ends the command with one line. */
    static <T> T asked(Callable<T> question) throws Exception {
        try {
            return question.call();
        } catch (IOException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    ClusterSettings settings(URI otherwise) {
        return ClusterSettings.of(elasticsearch == null ? otherwise : elasticsearch, environment);
    }

    /** Connects, with templates in place; waits as long as nothing answers, and says so. */
    Cluster awaitCluster(ClusterSettings settings, TemplateSettings templates, Consumer<String> progress)
            throws ClusterException, InterruptedException {
        String said = "";
        while (true) {
            try {
                Cluster cluster = Cluster.connect(settings);
                IndexTemplates.installIfAllowed(cluster, templates, namespace, progress);
                return cluster;
            } catch (ClusterUnreachableException e) {
                if (!said.equals(e.getMessage())) {
                    said = String.valueOf(e.getMessage());
                    progress.accept("waiting: " + said);
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }
}
