package tollgate.pager.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tollgate.pager.alert.Alert;

/** One plan in the making; see {@link Planner}. */
final class Planning {
    /** Alerts that open within this time are of one storm. */
    static final Duration STORM_WINDOW = Duration.ofMinutes(5);

    private static final long MOST_IN_A_PLAN = 1_000_000;

    private final Map<String, Alert> alerts;
    private final Map<String, OpenPage> pages;
    private final Map<String, Alert> ended = new LinkedHashMap<>();
    private final Map<String, String> pageOfAlert = new LinkedHashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Situation situation;
    private final Instant now;
    private final PageTexts texts;

    Planning(Ledger before, Situation situation, PageTexts texts) {
        this.alerts = new LinkedHashMap<>(before.alerts());
        this.pages = new LinkedHashMap<>(before.pages());
        this.situation = situation;
        this.now = situation.now();
        this.texts = texts;
        pages.values().forEach(page -> page.alerts().forEach(alert -> pageOfAlert.put(alert, page.key())));
    }

    Plan plan() {
        return new Plan(new Ledger(alerts, pages), List.copyOf(deliveries));
    }

    /** Takes over what was seen, and puts aside what is over. */
    void update() {
        Set<String> seen = new LinkedHashSet<>();
        for (Alert alert : situation.seen().open()) {
            seen.add(alert.key());
            alerts.merge(alert.key(), alert, Alert::updatedBy);
        }
        alerts.values().removeIf(alert -> {
            boolean over = situation.seen().judges(alert.rule()) && !seen.contains(alert.key());
            if (over) {
                ended.put(alert.key(), alert);
            }
            return over;
        });
    }

    /** Tells what is over to all who were told that it began. */
    void resolve() {
        for (OpenPage page : List.copyOf(pages.values())) {
            Set<String> left = new LinkedHashSet<>(page.alerts());
            if (!left.removeAll(ended.keySet())) {
                continue;
            }
            if (!left.isEmpty()) {
                pages.put(page.key(), page.with(left, page.seen()));
                continue;
            }
            pages.remove(page.key());
            Alert last =
                    Objects.requireNonNull(ended.get(page.alerts().iterator().next()));
            send(page, page.receivers(), content(page, PageAction.RESOLVE, PageKind.ALERT, last));
        }
    }

    /** Tells those who were told that somebody has taken over. */
    void acknowledge() {
        for (Acknowledgement acknowledgement : situation.acknowledgements()) {
            OpenPage page = pages.get(acknowledgement.pageKey());
            // What was acknowledged before the page began was another one of the same alert.
            if (page != null
                    && page.acknowledged() == null
                    && !acknowledgement.at().isBefore(page.opened())) {
                OpenPage taken = page.acknowledged(acknowledgement.at());
                pages.put(page.key(), taken);
                send(taken, taken.receivers(), content(taken, PageAction.ACKNOWLEDGE, PageKind.ALERT, null));
            }
        }
    }

    /** Tells of what nobody was told of yet. */
    void tell(Route route, Predicate<Alert> ofRoute) {
        if (route.isQuiet(now)) {
            return;
        }
        List<Alert> untold = alerts.values().stream()
                .filter(alert -> !pageOfAlert.containsKey(alert.key()) && ofRoute.test(alert) && !isSilenced(alert))
                .toList();
        if (untold.isEmpty()) {
            return;
        }
        OpenPage storm = pages.values().stream()
                .filter(page -> page.storm() && page.route().equals(route.name()))
                .findFirst()
                .orElse(null);
        if (storm != null) {
            join(storm, untold);
        } else if (route.stormAt() > 0 && untold.size() + lately(route) >= route.stormAt()) {
            open(route, "storm:" + route.name() + ":" + now.toEpochMilli(), true, untold);
        } else {
            untold.forEach(alert -> open(route, alert.key(), false, List.of(alert)));
        }
    }

    private long lately(Route route) {
        Instant earliest = now.minus(STORM_WINDOW);
        return pages.values().stream()
                .filter(page ->
                        page.route().equals(route.name()) && page.opened().isAfter(earliest))
                .count();
    }

    private void open(Route route, String key, boolean storm, List<Alert> members) {
        Set<String> keys = keys(members);
        OpenPage page =
                new OpenPage(key, route.name(), storm, keys, keys.size(), route.receivers(), now, now, 0, null, null);
        put(page);
        send(page, page.receivers(), content(page, PageAction.TRIGGER, kind(page, PageKind.ALERT), null));
    }

    /** A storm is told anew when it has grown, though not at each drop. */
    private void join(OpenPage storm, List<Alert> members) {
        Set<String> all = new LinkedHashSet<>(storm.alerts());
        all.addAll(keys(members));
        OpenPage grown = storm.with(all, storm.seen() + members.size());
        put(grown);
        if (!now.isBefore(grown.sent().plus(STORM_WINDOW))) {
            again(grown, PageKind.STORM);
        }
    }

    /** Tells again of what nobody has acknowledged, and tells others. */
    void remind(Route route) {
        for (OpenPage page : List.copyOf(pages.values())) {
            if (!page.route().equals(route.name())
                    || page.acknowledged() != null
                    || route.isQuiet(now)
                    || page.alerts().stream().allMatch(this::isSilenced)) {
                continue;
            }
            if (isDue(route.escalateAfter(), page.opened()) && page.escalated() == null) {
                Set<String> all = new LinkedHashSet<>(page.receivers());
                all.addAll(route.escalateTo());
                OpenPage escalated = page.escalated(now, List.copyOf(all));
                pages.put(page.key(), escalated);
                send(escalated, route.escalateTo(), content(escalated, PageAction.TRIGGER, PageKind.ESCALATION, null));
            }
            if (isDue(route.repeat(), page.sent())) {
                again(Objects.requireNonNull(pages.get(page.key())), PageKind.REPEAT);
            }
        }
    }

    private boolean isDue(Duration after, Instant since) {
        return !after.isZero() && !now.isBefore(since.plus(after));
    }

    private void again(OpenPage page, PageKind kind) {
        OpenPage sent = page.sentAgain(now);
        put(sent);
        send(sent, sent.receivers(), content(sent, PageAction.TRIGGER, kind(sent, kind), null));
    }

    private static PageKind kind(OpenPage page, PageKind kind) {
        return page.storm() && kind == PageKind.ALERT ? PageKind.STORM : kind;
    }

    private void put(OpenPage page) {
        pages.put(page.key(), page);
        page.alerts().forEach(alert -> pageOfAlert.put(alert, page.key()));
    }

    private boolean isSilenced(String alertKey) {
        Alert alert = alerts.get(alertKey);
        return alert != null && isSilenced(alert);
    }

    private boolean isSilenced(Alert alert) {
        return situation.silences().stream().anyMatch(silence -> silence.covers(alert, now));
    }

    /** @param last the alert whose end ends the page, where it does */
    private PageContent content(OpenPage page, PageAction action, PageKind kind, @Nullable Alert last) {
        Instant until = action == PageAction.RESOLVE ? now : null;
        if (!page.storm()) {
            Alert alert = last == null
                    ? Objects.requireNonNull(alerts.get(page.alerts().iterator().next()))
                    : last;
            return texts.single(alert, page.route(), action, kind, until);
        }
        List<Alert> open = page.alerts().stream()
                .map(alerts::get)
                .filter(Objects::nonNull)
                .sorted(java.util.Comparator.comparing(Alert::key))
                .toList();
        return texts.storm(page.key(), page.route(), action, kind, open, page.seen(), page.opened(), until);
    }

    private void send(OpenPage page, List<String> receivers, PageContent content) {
        for (String receiver : receivers) {
            String id = DeliveryId.of(page, content, receiver);
            deliveries.add(new Delivery(id, receiver, content, now, order(), false));
        }
    }

    /** Later plans come later, and what was decided first in a plan goes first. */
    private long order() {
        return now.toEpochMilli() * MOST_IN_A_PLAN + deliveries.size();
    }

    private static Set<String> keys(List<Alert> members) {
        Set<String> keys = new LinkedHashSet<>();
        members.forEach(member -> keys.add(member.key()));
        return keys;
    }
}
