package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Dashboards;

class RulePanelsTest {
    private static final String PREFIX = "tollgate-";
    private static final Set<String> NAMES = Set.of("overview", "latency", "cost", "errors", "pipeline", "audit");

    private final Map<String, Dashboard> dashboards =
            Dashboards.all().stream().collect(Collectors.toMap(Dashboard::id, dashboard -> dashboard));

    @Test
    void eachRuleLeadsToAPanelThatIsThere() {
        List<PanelLink> found = new ArrayList<>();
        for (Rule rule : Rules.load().all()) {
            PanelLink link = rule.panel();
            assertThat(link.dashboard()).as(rule.name()).isIn(NAMES);
            assertThat(new DashboardPaths().path(link)).endsWith("/" + PREFIX + link.dashboard());
            Dashboard dashboard = dashboards.get(PREFIX + link.dashboard());
            if (dashboard != null) {
                assertThat(dashboard.panel(link.panel()))
                        .as(rule.name() + ": " + link)
                        .isPresent();
                found.add(link);
            }
        }

        assertThat(found).contains(new PanelLink("overview", "requests"));
    }
}
