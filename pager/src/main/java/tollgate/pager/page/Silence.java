package tollgate.pager.page;

import java.time.Instant;
import tollgate.pager.alert.Alert;

/**
 * Alerts that nobody is to be told of for a while. What is open at its end is told then; what was told before is resolved as always.
 *
 * @param reason for people
 * @param by who made it
 * @param until its end, which it has always
 */
public record Silence(String id, Match match, String reason, String by, Instant from, Instant until) {
    /** Whether it holds. */
    public boolean holds(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean covers(Alert alert, Instant now) {
        return holds(now) && match.test(alert);
    }
}
