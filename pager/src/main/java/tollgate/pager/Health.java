package tollgate.pager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.alert.Observation;
import tollgate.pager.page.PagerRules;

/** Watches over what rules cannot: whether they can be judged at all. One thread at a time, but for {@link #contactAge} and {@link #hasContact}. */
final class Health {
    static final Duration UNREACHABLE_AFTER = Duration.ofMinutes(2);
    /** Who does not lead leaves it to the leader, who may be the only one that sees Elasticsearch. */
    static final Duration UNREACHABLE_AFTER_FOLLOWING = Duration.ofMinutes(3);

    static final Duration FAILING_AFTER = Duration.ofMinutes(10);

    private final Map<String, Instant> failingSince = new HashMap<>();
    private volatile Instant contact;
    private volatile boolean hasContact;

    Health(Instant now) {
        this.contact = now;
    }

    /** Elasticsearch has answered. */
    void contact(Instant now) {
        contact = now;
        hasContact = true;
    }

    /** Whether it has answered since the start. */
    boolean hasContact() {
        return hasContact;
    }

    /** How long ago it did. */
    Duration contactAge(Instant now) {
        return Duration.between(contact, now);
    }

    /** What was seen, and what the pager has to say of itself. */
    Observation with(Observation seen, Instant now) {
        Set<String> judged = new HashSet<>(seen.judged());
        judged.add(PagerRules.UNREACHABLE);
        judged.add(PagerRules.FAILING);
        List<Alert> open = new ArrayList<>(seen.open());
        Alert unreachable = unreachable(now, UNREACHABLE_AFTER);
        if (unreachable != null) {
            open.add(unreachable);
        }
        failingSince.keySet().removeIf(seen::judges);
        seen.failures().keySet().forEach(rule -> failingSince.putIfAbsent(rule, now));
        failingSince.forEach((rule, since) -> {
            if (!now.isBefore(since.plus(FAILING_AFTER))) {
                open.add(new Alert(
                        "pager:" + PagerRules.FAILING + ":" + rule,
                        PagerRules.FAILING,
                        Severity.TICKET,
                        Map.of("rule.name", rule),
                        since,
                        null,
                        null,
                        false));
            }
        });
        return new Observation(open, judged, seen.failures());
    }

    /** What a pager that does not lead can say. */
    Observation alone(Instant now, Duration after) {
        Alert unreachable = unreachable(now, after);
        return new Observation(
                unreachable == null ? List.of() : List.of(unreachable), Set.of(PagerRules.UNREACHABLE), Map.of());
    }

    /** Rules that cannot be run at the moment. */
    int failingRules() {
        return failingSince.size();
    }

    private @Nullable Alert unreachable(Instant now, Duration after) {
        Instant since = contact;
        return now.isBefore(since.plus(after))
                ? null
                : new Alert(
                        "pager:" + PagerRules.UNREACHABLE,
                        PagerRules.UNREACHABLE,
                        Severity.PAGE,
                        Map.of(),
                        since,
                        (double) Duration.between(since, now).toSeconds(),
                        (double) after.toSeconds(),
                        false);
    }
}
