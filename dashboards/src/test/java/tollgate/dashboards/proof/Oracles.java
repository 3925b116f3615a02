package tollgate.dashboards.proof;

import java.util.Map;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;

/** The oracle of each panel. */
public final class Oracles {
    /** By the id of the dashboard, then by that of the panel. */
    private static final Map<String, Map<String, PanelOracle>> ALL = Map.of(
            "tollgate-overview", OverviewOracle.panels(),
            "tollgate-latency", LatencyOracle.panels(),
            "tollgate-cost", CostOracle.panels(),
            "tollgate-errors", ErrorsOracle.panels(),
            "tollgate-pipeline", PipelineOracle.panels(),
            "tollgate-audit", AuditOracle.panels());

    private Oracles() {}

    /**
     * The oracle of a panel.
     *
     * @throws AssertionError where there is none: then nobody knows whether the panel is right
     */
    public static PanelOracle of(Dashboard dashboard, Panel panel) {
        PanelOracle oracle = ALL.getOrDefault(dashboard.id(), Map.of()).get(panel.id());
        if (oracle == null) {
            throw new AssertionError("no oracle for panel '" + panel.id() + "' of " + dashboard.id()
                    + ": write down in " + Oracles.class.getSimpleName() + " what it must show");
        }
        return oracle;
    }
}
