package tollgate.pager.alert;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import tollgate.dashboards.rule.Finding;
import tollgate.dashboards.rule.Rule;

/** Runs one rule at a moment. */
@FunctionalInterface
public interface RuleEvaluator {
    /**
     * The groups that match.
     *
     * @throws RuleRefusedException where there is an answer, and it says that this rule cannot be run
     * @throws IOException where nothing answers, at least not now
     */
    List<Finding> findings(Rule rule, Instant now) throws IOException;
}
