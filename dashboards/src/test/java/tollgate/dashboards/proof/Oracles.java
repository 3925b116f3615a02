package tollgate.dashboards.proof;

import java.util.Map;
import java.util.Set;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;

/** The oracle of each panel. */
final class Oracles {
    /** By the id of the dashboard, then by that of the panel. */
    private static final Map<String, Map<String, PanelOracle>> ALL =
            Map.of("tollgate-overview", OverviewOracle.panels());

    /** Panels that nobody has written down an oracle for: what they show is not proven. One that has one must not stand here. */
    private static final Set<String> UNPROVEN = Set.of(
            "tollgate-overview/tokens",
            "tollgate-overview/cost",
            "tollgate-overview/throughput",
            "tollgate-overview/first-token",
            "tollgate-overview/requests-today",
            "tollgate-overview/error-rate-today",
            "tollgate-overview/tokens-today",
            "tollgate-overview/cost-today",
            "tollgate-overview/top-models",
            "tollgate-overview/top-tenants",
            "tollgate-latency/percentiles",
            "tollgate-latency/percentiles-now",
            "tollgate-latency/first-token",
            "tollgate-latency/first-token-late",
            "tollgate-latency/inter-token",
            "tollgate-latency/latency-heatmap",
            "tollgate-latency/overhead",
            "tollgate-latency/by-input-length",
            "tollgate-latency/slowest",
            "tollgate-cost/cost",
            "tollgate-cost/cost-per-1000",
            "tollgate-cost/cached-share",
            "tollgate-cost/cache-saved",
            "tollgate-cost/output-per-input",
            "tollgate-cost/missing",
            "tollgate-cost/cost-by-model",
            "tollgate-cost/cost-by-tenant",
            "tollgate-cost/cost-by-team",
            "tollgate-cost/budget",
            "tollgate-cost/tokens",
            "tollgate-cost/by-currency",
            "tollgate-cost/unpriced",
            "tollgate-cost/unmeasured",
            "tollgate-cost/most-expensive",
            "tollgate-errors/availability",
            "tollgate-errors/budget-left",
            "tollgate-errors/burn-rates",
            "tollgate-errors/outcomes",
            "tollgate-errors/provider-status",
            "tollgate-errors/retries",
            "tollgate-errors/throttling",
            "tollgate-errors/aborted",
            "tollgate-errors/slow-starts",
            "tollgate-errors/errors",
            "tollgate-pipeline/delay",
            "tollgate-pipeline/invalid-by-reason",
            "tollgate-pipeline/indexed",
            "tollgate-pipeline/refused",
            "tollgate-pipeline/reconciliation",
            "tollgate-pipeline/up",
            "tollgate-pipeline/cpu",
            "tollgate-pipeline/memory",
            "tollgate-pipeline/disk",
            "tollgate-audit/denied",
            "tollgate-audit/denied-over-time",
            "tollgate-audit/keys-used",
            "tollgate-audit/key-age",
            "tollgate-audit/actions",
            "tollgate-audit/latest-actions");

    private Oracles() {}

    static boolean proven(Dashboard dashboard, Panel panel) {
        boolean unproven = UNPROVEN.contains(dashboard.id() + "/" + panel.id());
        boolean known = ALL.getOrDefault(dashboard.id(), Map.of()).containsKey(panel.id());
        if (unproven && known) {
            throw new AssertionError(
                    "panel '" + panel.id() + "' of " + dashboard.id() + " has an oracle: take it out of UNPROVEN");
        }
        return !unproven;
    }

    /**
     * The oracle of a panel.
     *
     * @throws AssertionError where there is none: then nobody knows whether the panel is right
     */
    static PanelOracle of(Dashboard dashboard, Panel panel) {
        PanelOracle oracle = ALL.getOrDefault(dashboard.id(), Map.of()).get(panel.id());
        if (oracle == null) {
            throw new AssertionError("no oracle for panel '" + panel.id() + "' of " + dashboard.id()
                    + ": write down in " + Oracles.class.getSimpleName() + " what it must show");
        }
        return oracle;
    }
}
