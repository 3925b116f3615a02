package tollgate.dashboards.rule;

/** Where Kibana shows a panel. */
public interface DashboardLinks {
    /** The path below Kibana's address, beginning with a slash. */
    String path(PanelLink panel);
}
