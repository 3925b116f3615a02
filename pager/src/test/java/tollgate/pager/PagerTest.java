package tollgate.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.page.Match;
import tollgate.pager.page.SentPage;
import tollgate.pager.receiver.Outcome;
import tollgate.pager.state.Leadership;
import tollgate.pager.state.Lease;
import tollgate.pager.state.MemoryStore;

/** Whole pagers, with twins in place of what is outside, and a clock that runs ahead as it is told to. */
class PagerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final TwinPagers pagers = new TwinPagers();

    @AfterEach
    void stop() {
        pagers.close();
    }

    @Test
    void tellsNotesAndResolves() throws IOException {
        pagers.start(pagers.store, Leadership.alone());
        pagers.open("a");
        awaitTold("chat trigger a");
        pagers.open.clear();
        awaitTold("chat trigger a", "chat resolve a");
        await().atMost(PATIENCE).until(() -> pagers.noted.size() == 2);
        assertThat(pagers.noted).allMatch(SentPage::delivered);
        assertThat(pagers.registry.get("tollgate.pager.pages.delivered").counters())
                .hasSize(2);
        assertThat(pagers.documents.ofKind("state")).hasSize(1);
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws IOException {
        Pager first = pagers.start(pagers.store, Leadership.alone());
        pagers.open("a");
        awaitTold("chat trigger a");
        await().atMost(PATIENCE).until(() -> !pagers.noted.isEmpty());
        first.close();
        pagers.open.clear();
        pagers.open("b");
        pagers.start(pagers.store, Leadership.alone());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pagers.told)
                        .containsExactlyInAnyOrder("chat trigger a", "chat resolve a", "chat trigger b"));
    }

    @Test
    void whatIsNotTakenIsTriedAgainInOrder() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        pagers.chat = delivery -> {
            asked.add(delivery.content().action().code());
            return asked.size() < 3 ? Outcome.retry("answers 500") : new Outcome.Delivered();
        };
        pagers.start(pagers.store, Leadership.alone());
        pagers.open("a");
        await().atMost(PATIENCE).until(() -> !asked.isEmpty());
        pagers.open.clear();
        awaitTold("chat trigger a", "chat resolve a");
        assertThat(asked).containsExactly("trigger", "trigger", "trigger", "resolve");
    }

    @Test
    void whatIsRefusedGoesToTheFallbackAndIsCounted() throws IOException {
        pagers.chat = delivery -> new Outcome.Refused("answers 404");
        pagers.start(pagers.store, Leadership.alone());
        pagers.open("a");
        awaitTold("spare trigger a");
        await().atMost(PATIENCE).until(() -> pagers.noted.size() == 2);
        assertThat(pagers.noted).anySatisfy(page -> {
            assertThat(page.delivered()).isFalse();
            assertThat(page.reason()).isEqualTo("answers 404");
        });
        assertThat(pagers.registry
                        .get("tollgate.pager.pages.undeliverable")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerForTwoMinutesIsStoodInFor() throws IOException {
        pagers.chat = delivery -> Outcome.retry("no answer");
        pagers.start(pagers.store, Leadership.alone());
        pagers.open("a");
        await().atMost(PATIENCE)
                .until(() ->
                        pagers.registry.find("tollgate.pager.attempts.failed").counter() != null);
        assertThat(pagers.told).isEmpty();
        pagers.ahead = Dispatcher.FALLBACK_AFTER;
        awaitTold("spare trigger a");
        pagers.chat = delivery -> new Outcome.Delivered();
        pagers.ahead = Dispatcher.FALLBACK_AFTER.multipliedBy(2);
        awaitTold("spare trigger a", "chat trigger a");
    }

    @Test
    void thatElasticsearchDoesNotAnswerIsAPageAndWhatWasOpenStaysOpen() throws IOException {
        pagers.start(pagers.store, Leadership.alone());
        pagers.open("a");
        awaitTold("chat trigger a");
        pagers.reachable = false;
        pagers.ahead = Duration.ofMinutes(2).plusSeconds(1);
        awaitTold("chat trigger a", "chat trigger pager:elasticsearch-unreachable");
        pagers.reachable = true;
        awaitTold(
                "chat trigger a",
                "chat trigger pager:elasticsearch-unreachable",
                "chat resolve pager:elasticsearch-unreachable");
    }

    @Test
    void silencesAndAcknowledgementsAreHeard() throws IOException {
        Notes notes = new Notes(pagers.documents);
        notes.add(
                new Match(Set.of(), List.of("host-*"), List.of(), List.of()),
                "maintenance",
                "me",
                Instant.now(),
                Instant.now().plusSeconds(3_600));
        pagers.start(pagers.store, Leadership.alone());
        pagers.open.put("s", new Alert("s", "host-cpu", Severity.PAGE, Map.of(), TwinPagers.SINCE, 1.0, 2.0, false));
        pagers.open("a");
        awaitTold("chat trigger a");
        notes.acknowledge("a", "me", Instant.now().plusSeconds(1));
        pagers.ahead = Duration.ofSeconds(6);
        awaitTold("chat trigger a", "chat acknowledge a");
        pagers.ahead = Duration.ofHours(2);
        await().atMost(PATIENCE).until(() -> pagers.told.contains("chat trigger s"));
    }

    @Test
    void ofTwoPagersOneTellsAndTheOtherGoesOnWithoutTellingAnythingAgain() throws IOException {
        Pager one = pagers.start(pagers.store, new Lease(pagers.documents, "one", pagers::nanos));
        pagers.open("a");
        awaitTold("chat trigger a");
        pagers.start(new MemoryStore(), new Lease(pagers.documents, "two", pagers::nanos));
        pagers.open("b");
        awaitTold("chat trigger a", "chat trigger b");
        await().atMost(PATIENCE).until(() -> pagers.noted.size() == 2);
        one.close();
        pagers.open.remove("a");
        pagers.open("c");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pagers.told)
                        .containsExactlyInAnyOrder(
                                "chat trigger a", "chat trigger b", "chat resolve a", "chat trigger c"));
    }

    private void awaitTold(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pagers.told).containsExactly(lines));
    }
}
