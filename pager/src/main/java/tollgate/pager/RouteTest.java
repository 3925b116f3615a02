package tollgate.pager;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.PageContent;
import tollgate.pager.page.Route;
import tollgate.pager.receiver.Outcome;
import tollgate.pager.receiver.TestPage;

/** Tries whether a route arrives. */
public final class RouteTest {
    private final PagerConfig config;

    public RouteTest(PagerConfig config) {
        this.config = config;
    }

    /**
     * Sends a test page once to each receiver of a route, those of its escalation included.
     *
     * @return what became of it, by the receivers' names
     * @throws IllegalArgumentException in one line, where there is no such route
     */
    public Map<String, Outcome> send(String name, Instant now) {
        Route route = config.settings().routes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no route '" + name + "'; there are "
                        + config.settings().routes().stream().map(Route::name).collect(Collectors.joining(", "))));
        PageContent content = TestPage.content(name, config.language(), now);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (String receiver : java.util.stream.Stream.concat(route.receivers().stream(), route.escalateTo().stream())
                .distinct()
                .toList()) {
            outcomes.put(receiver, send(receiver, content, now));
        }
        return outcomes;
    }

    private Outcome send(String receiver, PageContent content, Instant now) {
        Delivery delivery = new Delivery(content.key() + ":" + receiver, receiver, content, now, 0, true);
        try {
            return Objects.requireNonNull(config.settings().receivers().get(receiver))
                    .send(delivery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.retry("interrupted");
        }
    }
}
