package tollgate.console.query;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tollgate.dashboards.Control;
import tollgate.dashboards.Dashboard;
import tollgate.dashboards.Panel;
import tollgate.dashboards.TimeRange;

/**
 * The questions that the files of dashboards hold. Times relative to now are counted from the last whole refresh interval, so that
 * all who look within one ask the same.
 */
public final class Catalogue {
    private static final String START = "_tstart";
    private static final String END = "_tend";

    private final List<Dashboard> dashboards;
    private final InstantSource clock;
    private final Duration refresh;

    /** @param refresh how long an answer is as good as new */
    public Catalogue(List<Dashboard> dashboards, InstantSource clock, Duration refresh) {
        this.dashboards = List.copyOf(dashboards);
        this.clock = clock;
        this.refresh = refresh;
    }

    public List<Dashboard> dashboards() {
        return dashboards;
    }

    /** The moment that relative times are counted from. */
    public Instant now() {
        long step = refresh.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(clock.instant().toEpochMilli(), step) * step);
    }

    /**
     * What a panel asks.
     *
     * @param chosen {@code from}, {@code to} and values of controls by their parameter; others are refused
     * @throws BadQuestionException where there is no such panel, or a value is none
     */
    public Asked panel(String dashboardId, String panelId, Map<String, String> chosen) {
        Dashboard dashboard = dashboard(dashboardId);
        Panel panel = dashboard
                .panel(panelId)
                .filter(each -> each.query() != null)
                .orElseThrow(() -> new BadQuestionException(
                        "dashboard '" + dashboardId + "' has no panel of data '" + panelId + "'"));
        Span chosenSpan = span(dashboard, chosen);
        Span span = panel.range() == null ? chosenSpan : Span.of(panel.range(), now());
        String query = Objects.requireNonNull(panel.query());
        return asked(dashboard.id() + "/" + panel.id(), query, span, Choices.of(dashboard.controls(), chosen));
    }

    /**
     * What can be chosen by a control.
     *
     * @throws BadQuestionException where there is no such control, or a value is none
     */
    public Asked control(String dashboardId, String parameter, Map<String, String> chosen) {
        Dashboard dashboard = dashboard(dashboardId);
        Control control = dashboard.controls().stream()
                .filter(each -> each.parameter().equals(parameter))
                .findFirst()
                .orElseThrow(() ->
                        new BadQuestionException("dashboard '" + dashboardId + "' has no control '" + parameter + "'"));
        return asked(
                "control " + parameter,
                control.query(),
                span(dashboard, chosen),
                Choices.of(dashboard.controls(), chosen));
    }

    private static Asked asked(String name, String query, Span span, Map<String, String> choices) {
        Map<String, String> values = new HashMap<>(choices);
        values.put(START, span.from().toString());
        values.put(END, span.to().toString());
        return new Asked(Question.of(name, query, values), span);
    }

    private Dashboard dashboard(String id) {
        return dashboards.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadQuestionException("there is no dashboard '" + id + "'"));
    }

    private Span span(Dashboard dashboard, Map<String, String> chosen) {
        TreeSet<String> unknown = new TreeSet<>(chosen.keySet());
        unknown.removeAll(List.of("from", "to"));
        dashboard.controls().forEach(control -> unknown.remove(control.parameter()));
        if (!unknown.isEmpty()) {
            throw new BadQuestionException("unknown parameter '" + unknown.first() + "'");
        }
        TimeRange byDefault = dashboard.range();
        return Span.of(chosen.getOrDefault("from", byDefault.from()), chosen.getOrDefault("to", byDefault.to()), now());
    }

    /**
     * A question about a span of time.
     *
     * @param span that the answer is of
     */
    public record Asked(Question question, Span span) {}
}
