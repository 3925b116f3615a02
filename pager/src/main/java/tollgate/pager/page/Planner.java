package tollgate.pager.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.pager.alert.Alert;

/**
 * Decides whom to tell of what, from what is open, what was told before, and the time. It does nothing else.
 *
 * <p>Each alert goes to the first route that takes it. Of each alert that was told its end is told, to everybody who was told of it.
 */
final class Planner {
    private final List<Route> routes;
    private final PageTexts texts;

    Planner(List<Route> routes, PageTexts texts) {
        this.routes = List.copyOf(routes);
        this.texts = texts;
    }

    Plan plan(Ledger before, Situation situation) {
        Planning planning = new Planning(before, situation, texts);
        planning.update();
        planning.resolve();
        planning.acknowledge();
        for (Route route : routes) {
            planning.tell(route, alert -> route.equals(routeOf(alert)));
            planning.remind(route);
        }
        return planning.plan();
    }

    private @Nullable Route routeOf(Alert alert) {
        return routes.stream().filter(route -> route.takes(alert)).findFirst().orElse(null);
    }
}
