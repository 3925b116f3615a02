package tollgate.pager.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.alert.Observation;

/** Whatever opens, closes, is acknowledged or silenced in whatever order: what holds for every history. */
class PlannerPropertiesTest {
    private static final Instant ZERO = Instant.parse("2026-01-05T08:00:00Z");

    /**
     * A minute.
     *
     * @param open bits: which of eight alerts are open
     * @param silenced which are silenced
     * @param acknowledged which somebody acknowledges, or -1
     */
    record Minute(int open, int silenced, int acknowledged) {}

    @Provide
    Arbitrary<List<Minute>> histories() {
        Arbitrary<Integer> bits = Arbitraries.integers().between(0, 255);
        Arbitrary<Integer> rare = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)), net.jqwik.api.Tuple.of(1, bits));
        Arbitrary<Integer> acknowledged = Arbitraries.integers().between(-8, 7);
        return net.jqwik.api.Combinators.combine(bits, rare, acknowledged)
                .as(Minute::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void everyEndIsToldToAllWhoWereToldOfTheBeginningAndNothingTwice(
            @ForAll("histories") List<Minute> minutes, @ForAll boolean storms) {
        List<Delivery> sent = play(minutes, storms ? 4 : 0);

        Set<String> ids = new HashSet<>();
        Map<String, Boolean> told = new HashMap<>();
        for (Delivery delivery : sent) {
            assertThat(ids.add(delivery.id())).as("sent twice: " + delivery).isTrue();
            String subject = delivery.receiver() + " " + delivery.content().key();
            boolean before = told.getOrDefault(subject, false);
            switch (delivery.content().action()) {
                case TRIGGER -> {
                    boolean first = delivery.content().kind() == PageKind.ALERT;
                    assertThat(first && before).as("opened twice: " + delivery).isFalse();
                    told.put(subject, true);
                }
                case ACKNOWLEDGE ->
                    assertThat(before).as("nothing to acknowledge: " + delivery).isTrue();
                case RESOLVE -> {
                    assertThat(before).as("nothing to resolve: " + delivery).isTrue();
                    told.put(subject, false);
                }
            }
        }
        assertThat(told).doesNotContainValue(true);
    }

    @Property(tries = 500)
    void whatIsOpenAndNotSilencedIsToldAtOnce(@ForAll("histories") List<Minute> minutes) {
        Ledger ledger = Ledger.EMPTY;
        for (int minute = 0; minute < minutes.size(); minute++) {
            ledger = step(ledger, minutes.get(minute), minute, 4).ledger();
            Set<String> told = new HashSet<>();
            ledger.pages().values().forEach(page -> told.addAll(page.alerts()));
            int mustBeTold = minutes.get(minute).open() & ~minutes.get(minute).silenced();
            assertThat(told).containsAll(keys(mustBeTold));
            assertThat(ledger.alerts().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            keys(minutes.get(minute).open()));
            assertThat(ledger.alerts().keySet()).containsAll(told);
        }
    }

    private static List<Delivery> play(List<Minute> minutes, int stormAt) {
        Ledger ledger = Ledger.EMPTY;
        List<Delivery> sent = new ArrayList<>();
        for (int minute = 0; minute < minutes.size(); minute++) {
            Plan plan = step(ledger, minutes.get(minute), minute, stormAt);
            ledger = plan.ledger();
            sent.addAll(plan.deliveries());
        }
        Plan last = step(ledger, new Minute(0, 0, -1), minutes.size(), stormAt);
        sent.addAll(last.deliveries());
        assertThat(last.ledger()).isEqualTo(Ledger.EMPTY);
        return sent;
    }

    private static Plan step(Ledger before, Minute minute, int number, int stormAt) {
        Instant now = ZERO.plus(Duration.ofMinutes(number));
        Route route = new Route(
                "r",
                Match.ALL,
                List.of("one", "two"),
                Duration.ofMinutes(7),
                Duration.ofMinutes(3),
                List.of("two", "three"),
                null,
                stormAt);
        List<Alert> open =
                keys(minute.open()).stream().map(PlannerPropertiesTest::alert).toList();
        List<Silence> silences = keys(minute.silenced()).stream()
                .map(key -> new Silence(
                        key, new Match(Set.of(), List.of(), List.of(), List.of(key)), "", "", now, now.plusSeconds(1)))
                .toList();
        List<Acknowledgement> acknowledgements = minute.acknowledged() < 0
                ? List.of()
                : List.of(new Acknowledgement("k" + minute.acknowledged(), "", now));
        return new Planner(List.of(route), new PlainTexts())
                .plan(
                        before,
                        new Situation(
                                new Observation(open, Set.of(Observation.EVERY), Map.of()),
                                silences,
                                acknowledgements,
                                now));
    }

    private static List<String> keys(int bits) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            if ((bits & (1 << i)) != 0) {
                keys.add("k" + i);
            }
        }
        return keys;
    }

    private static Alert alert(String key) {
        return new Alert(key, "rule", Severity.PAGE, Map.of("g", key), ZERO, null, null, false);
    }
}
