package tollgate.doctor;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;

/** Whether Elasticsearch lets us in and is well, whether its clock agrees with this one, and how long its key is good. */
public final class ElasticsearchCheck implements Check {
    private final ClusterSettings settings;
    private final InstantSource clock;

    public ElasticsearchCheck(ClusterSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        try (Cluster cluster = Cluster.connect(settings)) {
            List<Finding> found = new ArrayList<>();
            found.add(new ClusterHealth(cluster).look());
            found.addAll(new ClusterNodes(cluster, clock).look());
            found.addAll(new Credentials(cluster, clock).look());
            return found;
        } catch (ClusterException e) {
            return List.of(Finding.problem("elasticsearch", e, "say with --elasticsearch where it is"));
        } catch (IOException e) {
            return List.of(Finding.warning("elasticsearch", "the connection did not close: " + e, "look again"));
        }
    }
}
