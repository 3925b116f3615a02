package tollgate.pager.alert;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tollgate.dashboards.rule.Finding;
import tollgate.dashboards.rule.Rule;
import tollgate.dashboards.rule.RuleRun;
import tollgate.dashboards.rule.RuleSettings;
import tollgate.elasticsearch.EsqlException;
import tollgate.pager.state.ClusterConnection;

/** Runs rules by ES|QL. Safe for many threads. */
public final class ClusterEvaluator implements RuleEvaluator {
    private final ClusterConnection connection;
    private final RuleSettings settings;
    private final Map<String, RuleRun> runs = new ConcurrentHashMap<>();

    public ClusterEvaluator(ClusterConnection connection, RuleSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    @Override
    public List<Finding> findings(Rule rule, Instant now) throws IOException {
        try {
            return runs.computeIfAbsent(rule.name(), name -> new RuleRun(rule, settings))
                    .at(connection.cluster(), now);
        } catch (EsqlException e) {
            // Also where the cluster may answer later: what one rule asks too much of it must not stop the others.
            throw new RuleRefusedException(String.valueOf(e.getMessage()), e.isNoStream(), e);
        }
    }
}
