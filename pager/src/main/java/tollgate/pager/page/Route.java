package tollgate.pager.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.pager.alert.Alert;

/**
 * Whom to tell of which alerts, and how. Immutable.
 *
 * @param receivers names
 * @param repeat how long after the last page about an alert nobody acknowledged the next one follows; zero for never
 * @param escalateAfter how long nobody may acknowledge until the others are told, too; zero for never
 * @param escalateTo names of the receivers that are told then
 * @param stormAt so many alerts within five minutes become one page; zero for never
 */
public record Route(
        String name,
        Match match,
        List<String> receivers,
        Duration repeat,
        Duration escalateAfter,
        List<String> escalateTo,
        @Nullable QuietHours quiet,
        int stormAt) {
    /** As it is where nobody says otherwise. */
    public static final Duration DEFAULT_REPEAT = Duration.ofHours(4);

    /** As it is where nobody says otherwise. */
    public static final int DEFAULT_STORM_AT = 10;

    public Route {
        receivers = List.copyOf(receivers);
        escalateTo = List.copyOf(escalateTo);
    }

    /** All alerts to one receiver. */
    public static Route everythingTo(String name, String receiver) {
        return new Route(
                name, Match.ALL, List.of(receiver), DEFAULT_REPEAT, Duration.ZERO, List.of(), null, DEFAULT_STORM_AT);
    }

    boolean takes(Alert alert) {
        return match.test(alert);
    }

    boolean isQuiet(Instant now) {
        return quiet != null && quiet.contains(now);
    }
}
