package tollgate.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.dashboards.Column;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;

/** What the page must know of the dashboards: all but their queries. */
final class DashboardsJson {
    /** How many buckets of time a query makes at most, from which their length follows. */
    private static final Pattern BUCKETS = Pattern.compile("BUCKET\\(@timestamp, (\\d+), ");

    private final Duration refresh;

    DashboardsJson(Duration refresh) {
        this.refresh = refresh;
    }

    byte[] bytes(List<Dashboard> dashboards) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("refreshMs", refresh.toMillis());
        dashboards.forEach(
                dashboard -> write(dashboard, json.withArray("dashboards").addObject()));
        return AnswerJson.bytes(json);
    }

    private static void write(Dashboard dashboard, ObjectNode json) {
        json.put("id", dashboard.id());
        json.put("title", dashboard.title());
        json.put("description", dashboard.description());
        json.put("from", dashboard.range().from());
        json.put("to", dashboard.range().to());
        json.putArray("controls");
        dashboard
                .controls()
                .forEach(control -> json.withArray("controls")
                        .addObject()
                        .put("parameter", control.parameter())
                        .put("label", control.label()));
        dashboard
                .panels()
                .forEach(panel -> write(panel, json.withArray("panels").addObject()));
    }

    private static void write(Panel panel, ObjectNode json) {
        json.put("id", panel.id());
        json.put("title", panel.title());
        json.put("description", panel.description());
        json.put("kind", word(panel.kind()));
        json.put("shape", word(panel.shape()));
        json.put("ownTime", panel.range() != null);
        json.put("hasQuery", panel.kind().hasQuery());
        json.put("text", panel.text());
        Matcher buckets = BUCKETS.matcher(Objects.requireNonNullElse(panel.query(), ""));
        if (buckets.find()) {
            json.put("buckets", Integer.parseInt(buckets.group(1)));
        }
        json.putArray("grid")
                .add(panel.grid().x())
                .add(panel.grid().y())
                .add(panel.grid().w())
                .add(panel.grid().h());
        json.putArray("links");
        panel.links().forEach(link -> json.withArray("links").add(link));
        json.putArray("columns");
        panel.columns()
                .forEach(column -> write(column, json.withArray("columns").addObject()));
    }

    private static void write(Column column, ObjectNode json) {
        json.put("name", column.name());
        json.put("type", word(column.type()));
        json.put("role", word(column.role()));
        json.put("format", word(column.format()));
        json.put("label", column.label());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
