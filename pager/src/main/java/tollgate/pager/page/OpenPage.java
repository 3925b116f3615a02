package tollgate.pager.page;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page whose end somebody is to be told of. Immutable.
 *
 * @param key what receivers de-duplicate by: the alert's, or a storm's own
 * @param storm whether it stands for many alerts
 * @param alerts keys of the alerts in it that are still open
 * @param seen how many there were
 * @param receivers all who were told, or are being told
 * @param number how many times it was sent to its route
 */
record OpenPage(
        String key,
        String route,
        boolean storm,
        Set<String> alerts,
        int seen,
        List<String> receivers,
        Instant opened,
        Instant sent,
        int number,
        @Nullable Instant acknowledged,
        @Nullable Instant escalated) {
    OpenPage {
        alerts = Set.copyOf(alerts);
        receivers = List.copyOf(receivers);
    }

    OpenPage with(Set<String> newAlerts, int newSeen) {
        return new OpenPage(
                key, route, storm, newAlerts, newSeen, receivers, opened, sent, number, acknowledged, escalated);
    }

    OpenPage sentAgain(Instant now) {
        return new OpenPage(
                key, route, storm, alerts, seen, receivers, opened, now, number + 1, acknowledged, escalated);
    }

    OpenPage acknowledged(Instant at) {
        return new OpenPage(key, route, storm, alerts, seen, receivers, opened, sent, number, at, escalated);
    }

    OpenPage escalated(Instant now, List<String> all) {
        return new OpenPage(key, route, storm, alerts, seen, all, opened, sent, number, acknowledged, now);
    }
}
