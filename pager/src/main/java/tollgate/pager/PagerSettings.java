package tollgate.pager;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.pager.page.Route;
import tollgate.pager.receiver.Receiver;

/**
 * What a pager is told. Immutable.
 *
 * @param routes in the order in which they are tried; the last one takes everything
 * @param receivers by their names
 * @param fallback name of the receiver that is told where another one does not take a page
 * @param heartbeat address that is asked each minute while all is well; null for none
 * @param mostBetween how long may lie between two runs of a rule of one minute
 */
public record PagerSettings(
        List<Route> routes,
        Map<String, Receiver> receivers,
        String fallback,
        @Nullable URI heartbeat,
        Duration mostBetween) {
    /** As it is where nobody says otherwise. */
    public static final Duration DEFAULT_BETWEEN = Duration.ofSeconds(30);

    public PagerSettings {
        routes = List.copyOf(routes);
        receivers = Map.copyOf(receivers);
    }
}
