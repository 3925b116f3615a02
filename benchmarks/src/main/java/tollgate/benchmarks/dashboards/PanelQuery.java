package tollgate.benchmarks.dashboards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.DateMath;
import tollgate.dashboards.Panel;
import tollgate.dashboards.TimeRange;

/**
 * What Kibana asks Elasticsearch for one panel or one control of a dashboard.
 *
 * @param body of the request to {@code _query}
 */
record PanelQuery(String panel, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME_FIELD = "@timestamp";

    /** All that a dashboard asks when it opens, with nothing chosen; panels with a time of their own keep it. */
    static List<PanelQuery> of(Dashboard dashboard, TimeRange range, Instant now) {
        List<PanelQuery> queries = new ArrayList<>();
        for (Control control : dashboard.controls()) {
            queries.add(of("control " + control.parameter(), control.query(), range, now, dashboard));
        }
        for (Panel panel : dashboard.panels()) {
            if (panel.kind().hasQuery()) {
                TimeRange own = Objects.requireNonNullElse(panel.range(), range);
                queries.add(of(panel.id(), Objects.requireNonNull(panel.query()), own, now, dashboard));
            }
        }
        return queries;
    }

    private static PanelQuery of(String name, String query, TimeRange range, Instant now, Dashboard dashboard) {
        String from = DateMath.at(range.from(), now).toString();
        String to = DateMath.at(range.to(), now).toString();
        ObjectNode body = JSON.createObjectNode().put("query", query);
        parameter(body, "_tstart", from);
        parameter(body, "_tend", to);
        dashboard.controls().forEach(control -> parameter(body, control.parameter(), Control.ALL));
        if (query.contains(TIME_FIELD)) {
            body.withArray("/filter/bool/filter")
                    .addObject()
                    .withObject("/range/" + TIME_FIELD)
                    .put("format", "strict_date_optional_time")
                    .put("gte", from)
                    .put("lte", to);
        }
        return new PanelQuery(name, body.toString());
    }

    private static void parameter(ObjectNode body, String name, String value) {
        if (body.path("query").asText().contains("?" + name)) {
            body.withArray("params").addObject().put(name, value);
        }
    }
}
