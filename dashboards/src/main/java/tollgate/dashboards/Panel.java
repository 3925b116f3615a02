package tollgate.dashboards;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel.
 *
 * @param id one of its dashboard
 * @param description what it shows, and of which documents
 * @param range its own time instead of the dashboard's
 * @param query ES|QL, whole; absent for kinds without data
 * @param columns exactly those that the query returns, in its order
 * @param text of a markdown panel
 * @param links ids of the dashboards that a links panel leads to
 */
public record Panel(
        String id,
        String title,
        String description,
        Kind kind,
        Shape shape,
        Grid grid,
        @Nullable TimeRange range,
        @Nullable String query,
        List<Column> columns,
        @Nullable String text,
        List<String> links) {
    /** What it looks like. */
    public enum Kind {
        METRIC,
        XY,
        HEATMAP,
        TABLE,
        PIE,
        GAUGE,
        MARKDOWN,
        LINKS;

        /** Whether it shows what a query answers. */
        public boolean hasQuery() {
            return this != MARKDOWN && this != LINKS;
        }
    }

    /** How the values of an {@link Kind#XY} are drawn; of no meaning for others. */
    public enum Shape {
        LINE,
        AREA_STACKED,
        BAR,
        BAR_STACKED,
        BAR_HORIZONTAL
    }

    public Panel {
        columns = List.copyOf(columns);
        links = List.copyOf(links);
    }

    /** Its columns of a role, in order. */
    public List<Column> columns(Column.Role role) {
        return columns.stream().filter(column -> column.role() == role).toList();
    }
}
