package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.EsqlTable;

/** Runs a rule's query as Kibana does: the same filter of the window, the same parameters, the same limit. */
public final class RuleRun {
    /** Kibana's default of how many alerts one run of a rule may have. */
    static final int MOST_ALERTS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Rule rule;
    private final String query;

    public RuleRun(Rule rule, RuleSettings settings) {
        this.rule = rule;
        // On a line of its own, so that no comment can swallow it.
        this.query = rule.query().text(settings) + "\n| LIMIT " + MOST_ALERTS;
    }

    /**
     * The groups that match at a moment.
     *
     * @throws IOException where nothing answers, or the cluster refuses the query; the message then is the cluster's reason
     */
    public List<Finding> at(Cluster cluster, Instant end) throws IOException {
        return findings(cluster, body(end));
    }

    /**
     * The groups that there are at a moment, matching or not, those nearest to the threshold first: the same query without its
     * last condition. Empty where the query's last condition is not just before its end.
     *
     * @param most how many
     * @throws IOException as {@link #at}
     */
    public List<Finding> near(Cluster cluster, Instant end, int most) throws IOException {
        String text = query.substring(0, query.lastIndexOf('\n'));
        int keep = text.lastIndexOf("\n| KEEP ");
        int condition = text.lastIndexOf("\n| WHERE ", keep);
        if (condition < 0 || text.lastIndexOf("\n| ", keep - 1) != condition) {
            return List.of();
        }
        ObjectNode body = body(end);
        body.put(
                "query",
                text.substring(0, condition) + text.substring(keep)
                        + "\n| WHERE value IS NOT NULL | SORT value / threshold DESC\n| LIMIT " + most);
        return findings(cluster, body);
    }

    List<Finding> findings(Cluster cluster, ObjectNode body) throws IOException {
        EsqlTable table = EsqlTable.query(cluster, body);
        List<Finding> findings = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            findings.add(Finding.of(rule.query().groupBy(), table, row));
        }
        return List.copyOf(findings);
    }

    /** The body of the request to {@code _query}. */
    ObjectNode body(Instant end) {
        Instant to = end.truncatedTo(ChronoUnit.MILLIS);
        Instant from = to.minus(rule.schedule().window());
        ObjectNode body = JSON.createObjectNode().put("query", query);
        body.putObject("filter")
                .putObject("bool")
                .putArray("filter")
                .addObject()
                .putObject("range")
                .putObject(rule.query().timeField())
                .put("gt", from.toString())
                .put("lte", to.toString())
                .put("format", "strict_date_optional_time");
        if (query.contains("?_tstart") || query.contains("?_tend")) {
            body.withArray("params").addObject().put("_tstart", from.toString());
            body.withArray("params").addObject().put("_tend", to.toString());
        }
        return body;
    }
}
