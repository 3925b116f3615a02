package tollgate.console.query;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tollgate.console.query.QueryFailedException.Reason;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;

/** The connection to a cluster, which is made when it is first needed, so that the console is there before Elasticsearch is. */
public final class Connection implements AutoCloseable {
    private final ClusterSettings settings;
    private @Nullable Cluster cluster;

    public Connection(ClusterSettings settings) {
        this.settings = settings;
    }

    /**
     * The cluster.
     *
     * @throws QueryFailedException where it cannot be reached or used
     */
    public synchronized Cluster cluster() throws QueryFailedException {
        Cluster there = cluster;
        if (there == null) {
            try {
                there = Cluster.connect(settings);
            } catch (ClusterException e) {
                throw new QueryFailedException(Reason.AWAY, String.valueOf(e.getMessage()));
            }
            cluster = there;
        }
        return there;
    }

    @Override
    public synchronized void close() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }
}
