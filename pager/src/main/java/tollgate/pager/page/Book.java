package tollgate.pager.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.alert.Alert;
import tollgate.pager.alert.Observation;
import tollgate.pager.state.StateJson;
import tollgate.pager.state.StateStore;

/**
 * The pager's memory: open alerts and pages, pages on their way, and what is not noted yet. All that is decided is durable before
 * anybody acts on it; what was delivered is taken out afterwards. So after a crash a page may be sent again, with the same id and key,
 * and none is lost. Safe for many threads.
 *
 * <p>Where the disk fails, pages go out all the same, and everything is written at the next chance.
 */
public final class Book {
    private static final Logger LOG = LoggerFactory.getLogger(Book.class);
    private static final ObjectMapper JSON = StateJson.mapper();
    private static final String ALERT = "alert/";
    private static final String PAGE = "page/";
    private static final String OUT = "out/";
    private static final String SENT = "sent/";
    private static final String RULE = "rule/";
    private static final String META = "meta/";

    private final StateStore store;
    private final Planner planner;
    private final Map<String, String> durable = new HashMap<>();
    /** So that what has not changed is not written as JSON each time. */
    private final Map<String, Written> written = new HashMap<>();

    private final Map<String, Delivery> outbox = new LinkedHashMap<>();
    private final Map<String, SentPage> unnoted = new LinkedHashMap<>();
    private Map<String, String> ruleMemory = Map.of();
    private Map<String, String> meta = new HashMap<>();
    private Ledger ledger = Ledger.EMPTY;
    private boolean failing;

    /**
     * Opens the memory.
     *
     * @throws IOException where it cannot be read
     */
    public Book(StateStore store, List<Route> routes, PageTexts texts) throws IOException {
        this.store = store;
        this.planner = new Planner(routes, texts);
        durable.putAll(store.load());
        understand(durable);
    }

    private record Written(Object value, String text) {}

    /** What an open page is, for people. */
    public record OpenSummary(String key, String route, int alerts, Instant opened, boolean acknowledged) {}

    /**
     * Decides what is to be told, and remembers it.
     *
     * @param memory what the source of alerts must be given back after a crash
     */
    public synchronized void plan(
            Observation seen,
            Map<String, String> memory,
            List<Silence> silences,
            List<Acknowledgement> acknowledgements,
            Instant now) {
        Plan plan = planner.plan(ledger, new Situation(seen, silences, acknowledgements, now));
        ledger = plan.ledger();
        ruleMemory = Map.copyOf(memory);
        plan.deliveries().forEach(delivery -> outbox.putIfAbsent(delivery.id(), delivery));
        save();
    }

    /** As {@link #plan}, of the alerts of one rule only: all others stay as they are, and nobody is told of them. */
    public synchronized void planOnly(String rule, Observation seen, Instant now) {
        Predicate<OpenPage> own =
                page -> page.alerts().stream().map(ledger.alerts()::get).allMatch(alert -> isOf(rule, alert));
        Map<String, Alert> alerts = new LinkedHashMap<>(ledger.alerts());
        alerts.values().removeIf(alert -> !isOf(rule, alert));
        Map<String, OpenPage> pages = new LinkedHashMap<>(ledger.pages());
        pages.values().removeIf(own.negate());
        Plan plan = planner.plan(new Ledger(alerts, pages), new Situation(seen, List.of(), List.of(), now));
        Map<String, Alert> allAlerts = new LinkedHashMap<>(ledger.alerts());
        allAlerts.keySet().removeAll(alerts.keySet());
        allAlerts.putAll(plan.ledger().alerts());
        Map<String, OpenPage> allPages = new LinkedHashMap<>(ledger.pages());
        allPages.keySet().removeAll(pages.keySet());
        allPages.putAll(plan.ledger().pages());
        ledger = new Ledger(allAlerts, allPages);
        plan.deliveries().forEach(delivery -> outbox.putIfAbsent(delivery.id(), delivery));
        save();
    }

    private static boolean isOf(String rule, @Nullable Alert alert) {
        return alert != null && alert.rule().equals(rule);
    }

    /** Adds a page that nobody planned. */
    public synchronized void add(Delivery delivery) {
        outbox.putIfAbsent(delivery.id(), delivery);
        save();
    }

    /** The fallback receiver is told, too. */
    public synchronized void fallBack(Delivery delivery, String receiver) {
        if (outbox.containsKey(delivery.id())) {
            outbox.put(delivery.id(), delivery.fellBack());
            Delivery other = delivery.to(receiver);
            outbox.put(other.id(), other);
            save();
        }
    }

    /** A delivery came to its end, one way or the other. */
    public synchronized void settle(SentPage sent) {
        settle(List.of(sent));
    }

    /** Several did. */
    public synchronized void settle(List<SentPage> all) {
        for (SentPage sent : all) {
            outbox.remove(sent.delivery().id());
            unnoted.put(sent.delivery().id(), sent);
        }
        save();
    }

    /** What is on its way, in the order in which it was decided. */
    public synchronized List<Delivery> outbox() {
        List<Delivery> all = new ArrayList<>(outbox.values());
        all.sort(Comparator.comparingLong(Delivery::order));
        return all;
    }

    /** What is not noted yet. */
    public synchronized List<SentPage> unnoted() {
        return List.copyOf(unnoted.values());
    }

    /** These are noted now. */
    public synchronized void noted(Collection<String> deliveryIds) {
        unnoted.keySet().removeAll(deliveryIds);
        save();
    }

    /** Number of open alerts. */
    public synchronized int openAlerts() {
        return ledger.alerts().size();
    }

    /** All open pages, the oldest first. */
    public synchronized List<OpenSummary> openPages() {
        return ledger.pages().values().stream()
                .sorted(Comparator.comparing(OpenPage::opened))
                .map(page -> new OpenSummary(
                        page.key(), page.route(), page.alerts().size(), page.opened(), page.acknowledged() != null))
                .toList();
    }

    /** Whether an alert of this rule stands in an open page. */
    public synchronized boolean isPaged(String rule) {
        return ledger.pages().values().stream()
                .flatMap(page -> page.alerts().stream())
                .anyMatch(key -> isOf(rule, ledger.alerts().get(key)));
    }

    /** What the source of alerts is to be given back. */
    public synchronized Map<String, String> ruleMemory() {
        return ruleMemory;
    }

    /** A number that outlives a crash; 0 where it was never set. */
    public synchronized long number(String name) {
        return Long.parseLong(meta.getOrDefault(name, "0"));
    }

    /** Sets a number that outlives a crash. */
    public synchronized void number(String name, long value) {
        meta.put(name, Long.toString(value));
        save();
    }

    /** All of it but the numbers, for another pager. */
    public synchronized Map<String, String> copy() {
        Map<String, String> copy = texts();
        copy.keySet().removeIf(name -> name.startsWith(META));
        return copy;
    }

    /**
     * Goes on from another pager's memory instead of the own. What only this pager can know stays: alerts of one rule, and their
     * pages.
     */
    public synchronized void replace(Map<String, String> copy, String ownRule) {
        Ledger before = ledger;
        Map<String, Delivery> ownDeliveries = new LinkedHashMap<>(outbox);
        ownDeliveries.values().removeIf(delivery -> !delivery.content().rule().equals(ownRule));
        outbox.clear();
        unnoted.clear();
        Map<String, String> numbers = meta;
        understand(copy);
        meta = numbers;
        Map<String, Alert> alerts = new LinkedHashMap<>(ledger.alerts());
        alerts.values().removeIf(alert -> isOf(ownRule, alert));
        Map<String, OpenPage> pages = new LinkedHashMap<>(ledger.pages());
        pages.keySet().removeIf(key -> isOf(ownRule, ledger.alerts().get(key)));
        before.alerts().values().stream().filter(alert -> isOf(ownRule, alert)).forEach(alert -> {
            alerts.put(alert.key(), alert);
            OpenPage page = before.pages().get(alert.key());
            if (page != null) {
                pages.put(page.key(), page);
            }
        });
        ledger = new Ledger(alerts, pages);
        outbox.putAll(ownDeliveries);
        save();
    }

    private void understand(Map<String, String> texts) {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        Map<String, OpenPage> pages = new LinkedHashMap<>();
        Map<String, String> memory = new HashMap<>();
        texts.forEach((name, text) -> {
            String key = name.substring(name.indexOf('/') + 1);
            switch (name.substring(0, name.indexOf('/') + 1)) {
                case ALERT -> alerts.put(key, read(text, Alert.class));
                case PAGE -> pages.put(key, read(text, OpenPage.class));
                case OUT -> outbox.put(key, read(text, Delivery.class));
                case SENT -> unnoted.put(key, read(text, SentPage.class));
                case RULE -> memory.put(key, text);
                case META -> meta.put(key, text);
                default -> LOG.warn("the memory has {}, which this version does not know", name);
            }
        });
        ledger = new Ledger(alerts, pages);
        ruleMemory = memory;
    }

    private Map<String, String> texts() {
        Map<String, Object> values = new HashMap<>();
        ledger.alerts().forEach((key, alert) -> values.put(ALERT + key, alert));
        ledger.pages().forEach((key, page) -> values.put(PAGE + key, page));
        outbox.forEach((key, delivery) -> values.put(OUT + key, delivery));
        unnoted.forEach((key, sent) -> values.put(SENT + key, sent));
        written.keySet().retainAll(values.keySet());
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, value) -> texts.put(
                name,
                written.compute(
                                name,
                                (same, before) ->
                                        before != null && before.value().equals(value)
                                                ? before
                                                : new Written(value, write(value)))
                        .text()));
        ruleMemory.forEach((rule, text) -> texts.put(RULE + rule, text));
        meta.forEach((name, text) -> texts.put(META + name, text));
        return texts;
    }

    /** Makes durable what has changed. */
    private void save() {
        Map<String, String> now = texts();
        Map<String, @Nullable String> changes = new HashMap<>();
        now.forEach((name, text) -> {
            if (!Objects.equals(durable.get(name), text)) {
                changes.put(name, text);
            }
        });
        durable.keySet().stream().filter(name -> !now.containsKey(name)).forEach(name -> changes.put(name, null));
        if (changes.isEmpty()) {
            return;
        }
        try {
            store.commit(changes);
            durable.clear();
            durable.putAll(now);
            failing = false;
        } catch (IOException e) {
            // To page twice after a crash is better than not to page.
            if (!failing) {
                LOG.error("the pager's memory cannot be written; pages go on without it: {}", e.toString());
            }
            failing = true;
        }
    }

    /** Whether the memory is not durable at the moment. */
    public synchronized boolean isFailing() {
        return failing;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records are plain values", e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the pager's memory has no " + type.getSimpleName() + " in: " + text, e);
        }
    }
}
