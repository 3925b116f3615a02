package tollgate.pager.page;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.DashboardPaths;
import tollgate.dashboards.rule.PanelLink;

/**
 * Where people look: the dashboard with the time range of the alert, in Kibana or, without one, in the console.
 *
 * @param kibana its address, with the space's path where there is one; null for none
 * @param console its address; null for none
 */
public record Links(@Nullable URI kibana, @Nullable URI console) {
    /** Where nobody said where dashboards are. */
    public static final Links NONE = new Links(null, null);

    /** What was before tells how it began. */
    private static final Duration BEFORE = Duration.ofMinutes(30);

    private static final Duration AFTER = Duration.ofMinutes(10);

    /** The address; empty where there is none to be had. */
    String to(PanelLink panel, Instant since, @Nullable Instant until) {
        String from = since.minus(BEFORE).toString();
        // What is still going on is looked at as it is when somebody looks.
        String to = until == null ? "now" : until.plus(AFTER).toString();
        if (kibana != null) {
            return base(kibana) + new DashboardPaths().path(panel) + "?_g=(time:(from:'" + from + "',to:"
                    + (until == null ? to : "'" + to + "'") + "))";
        }
        return console == null
                ? ""
                : base(console) + "/d/tollgate-" + panel.dashboard() + "?from=" + from + "&to=" + to;
    }

    private static String base(URI address) {
        return address.toString().replaceFirst("/+$", "");
    }
}
