package tollgate.dashboards.rule;

/** Where Kibana shows a panel. */
public interface DashboardLinks {
    /**
     * The path below Kibana's address, beginning with a slash.
     *
     * @throws RuleException where there is no such dashboard or panel
     */
    String path(PanelLink panel);
}
