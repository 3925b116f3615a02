package tollgate.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.rule.Rules;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.alert.AlertSource;
import tollgate.pager.alert.Observation;
import tollgate.pager.alert.SourceUnreachableException;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.Match;
import tollgate.pager.page.Route;
import tollgate.pager.page.RuleTexts;
import tollgate.pager.page.SentPage;
import tollgate.pager.receiver.Outcome;
import tollgate.pager.receiver.Receiver;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.Lease;
import tollgate.pager.state.MemoryDocuments;
import tollgate.pager.state.MemoryStore;
import tollgate.pager.state.StateStore;

/** Whole pagers, with twins in place of what is outside, and a clock that runs ahead as it is told to. */
class PagerTest {
    private static final Instant SINCE = Instant.parse("2026-03-15T14:30:22Z");
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final Map<String, Alert> open = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<SentPage> noted = new CopyOnWriteArrayList<>();
    private volatile Function<Delivery, Outcome> chat = delivery -> new Outcome.Delivered();
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean reachable = true;
    private final InstantSource clock = () -> Instant.now().plus(ahead);
    private final MemoryDocuments documents = new MemoryDocuments();
    private final MemoryStore store = new MemoryStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Pager> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Pager::close);
    }

    @Test
    void tellsNotesAndResolves() throws IOException {
        pager(store, Leadership.alone());
        open("a");
        awaitTold("chat trigger a");
        open.clear();
        awaitTold("chat trigger a", "chat resolve a");
        await().atMost(PATIENCE).until(() -> noted.size() == 2);
        assertThat(noted).allMatch(SentPage::delivered);
        assertThat(registry.get("tollgate.pager.pages.delivered").counters()).hasSize(2);
        assertThat(documents.ofKind("state")).hasSize(1);
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws IOException {
        Pager first = pager(store, Leadership.alone());
        open("a");
        awaitTold("chat trigger a");
        await().atMost(PATIENCE).until(() -> !noted.isEmpty());
        first.close();
        open.clear();
        open("b");
        pager(store, Leadership.alone());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told)
                        .containsExactlyInAnyOrder("chat trigger a", "chat resolve a", "chat trigger b"));
    }

    @Test
    void whatIsNotTakenIsTriedAgainInOrder() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        chat = delivery -> {
            asked.add(delivery.content().action().code());
            return asked.size() < 3 ? Outcome.retry("answers 500") : new Outcome.Delivered();
        };
        pager(store, Leadership.alone());
        open("a");
        await().atMost(PATIENCE).until(() -> !asked.isEmpty());
        open.clear();
        awaitTold("chat trigger a", "chat resolve a");
        assertThat(asked).containsExactly("trigger", "trigger", "trigger", "resolve");
    }

    @Test
    void whatIsRefusedGoesToTheFallbackAndIsCounted() throws IOException {
        chat = delivery -> new Outcome.Refused("answers 404");
        pager(store, Leadership.alone());
        open("a");
        awaitTold("spare trigger a");
        await().atMost(PATIENCE).until(() -> noted.size() == 2);
        assertThat(noted).anySatisfy(page -> {
            assertThat(page.delivered()).isFalse();
            assertThat(page.reason()).isEqualTo("answers 404");
        });
        assertThat(registry.get("tollgate.pager.pages.undeliverable").counter().count())
                .isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerForTwoMinutesIsStoodInFor() throws IOException {
        chat = delivery -> Outcome.retry("no answer");
        pager(store, Leadership.alone());
        open("a");
        await().atMost(PATIENCE)
                .until(() -> registry.find("tollgate.pager.attempts.failed").counter() != null);
        assertThat(told).isEmpty();
        ahead = Dispatcher.FALLBACK_AFTER;
        awaitTold("spare trigger a");
        chat = delivery -> new Outcome.Delivered();
        ahead = Dispatcher.FALLBACK_AFTER.multipliedBy(2);
        awaitTold("spare trigger a", "chat trigger a");
    }

    @Test
    void thatElasticsearchDoesNotAnswerIsAPageAndWhatWasOpenStaysOpen() throws IOException {
        pager(store, Leadership.alone());
        open("a");
        awaitTold("chat trigger a");
        reachable = false;
        ahead = Duration.ofMinutes(2).plusSeconds(1);
        awaitTold("chat trigger a", "chat trigger pager:elasticsearch-unreachable");
        reachable = true;
        awaitTold(
                "chat trigger a",
                "chat trigger pager:elasticsearch-unreachable",
                "chat resolve pager:elasticsearch-unreachable");
    }

    @Test
    void silencesAndAcknowledgementsAreHeard() throws IOException {
        Notes notes = new Notes(documents);
        notes.add(
                new Match(Set.of(), List.of("host-*"), List.of(), List.of()),
                "maintenance",
                "me",
                Instant.now(),
                Instant.now().plusSeconds(3_600));
        pager(store, Leadership.alone());
        open.put("s", new Alert("s", "host-cpu", Severity.PAGE, Map.of(), SINCE, 1.0, 2.0, false));
        open("a");
        awaitTold("chat trigger a");
        notes.acknowledge("a", "me", Instant.now().plusSeconds(1));
        ahead = Duration.ofSeconds(6);
        awaitTold("chat trigger a", "chat acknowledge a");
        ahead = Duration.ofHours(2);
        await().atMost(PATIENCE).until(() -> told.contains("chat trigger s"));
    }

    @Test
    void ofTwoPagersOneTellsAndTheOtherGoesOnWithoutTellingAnythingAgain() throws IOException {
        Pager one = pager(store, new Lease(documents, "one", this::nanos));
        open("a");
        awaitTold("chat trigger a");
        pager(new MemoryStore(), new Lease(documents, "two", this::nanos));
        open("b");
        awaitTold("chat trigger a", "chat trigger b");
        await().atMost(PATIENCE).until(() -> noted.size() == 2);
        one.close();
        open.remove("a");
        open("c");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told)
                        .containsExactlyInAnyOrder(
                                "chat trigger a", "chat trigger b", "chat resolve a", "chat trigger c"));
    }

    private long nanos() {
        return System.nanoTime() + ahead.toNanos();
    }

    private void open(String key) {
        open.put(key, new Alert(key, "model-down", Severity.PAGE, Map.of("m", key), SINCE, 60.0, 50.0, false));
    }

    private void awaitTold(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).containsExactly(lines));
    }

    private Pager pager(StateStore memory, Leadership leadership) throws IOException {
        Rules rules = Rules.load();
        Map<String, Receiver> receivers = Map.of(
                "chat", delivery -> tell(delivery, chat.apply(delivery)),
                "spare", delivery -> tell(delivery, new Outcome.Delivered()));
        PagerSettings settings = new PagerSettings(
                List.of(Route.everythingTo("all", "chat")), receivers, "spare", null, Duration.ofSeconds(30));
        AlertSource source = now -> {
            if (!reachable) {
                throw new SourceUnreachableException("gone", new IOException("gone"));
            }
            return new Observation(List.copyOf(open.values()), Set.of(Observation.EVERY), Map.of());
        };
        PageLog log = pages -> {
            noted.addAll(pages);
            Set<String> ids = new java.util.HashSet<>();
            pages.forEach(page -> ids.add(page.delivery().id()));
            return ids;
        };
        Pager pager = new Pager(
                settings,
                new PagerParts(
                        source,
                        memory,
                        new Unreliable(documents, () -> reachable),
                        leadership,
                        log,
                        new RuleTexts(rules, rules.defaults(), Language.EN, Links.NONE),
                        registry,
                        clock));
        started.add(pager);
        return pager.start();
    }

    private Outcome tell(Delivery delivery, Outcome outcome) {
        if (outcome instanceof Outcome.Delivered) {
            told.add(delivery.receiver() + " " + delivery.content().action().code() + " "
                    + delivery.content().key());
        }
        return outcome;
    }
}
