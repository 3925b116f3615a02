package tollgate.dashboards.rule;

/** The paths of the dashboards that Tollgate comes with. */
public final class DashboardPaths implements DashboardLinks {
    @Override
    public String path(PanelLink panel) {
        return "/app/dashboards#/view/tollgate-" + panel.dashboard();
    }
}
