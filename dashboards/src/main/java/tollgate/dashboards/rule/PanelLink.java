package tollgate.dashboards.rule;

/** The panel that shows what a rule looks at: the names of its dashboard and of the panel in it. */
public record PanelLink(String dashboard, String panel) {
    static PanelLink parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no panel; write DASHBOARD/PANEL, such as overview/requests");
        }
        return new PanelLink(parts[0], parts[1]);
    }
}
