package tollgate.dashboards;

import java.util.List;
import java.util.Optional;

/**
 * A dashboard.
 *
 * @param id fixed for ever, since links and bookmarks name it
 * @param range what it shows where nobody chose another time
 * @param controls in the order in which they stand
 */
public record Dashboard(
        String id, String title, String description, TimeRange range, List<Control> controls, List<Panel> panels) {
    public Dashboard {
        controls = List.copyOf(controls);
        panels = List.copyOf(panels);
    }

    /** The panel of this id. */
    public Optional<Panel> panel(String panelId) {
        return panels.stream().filter(panel -> panel.id().equals(panelId)).findFirst();
    }
}
