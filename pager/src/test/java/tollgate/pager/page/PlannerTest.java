package tollgate.pager.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.rule.Severity;
import tollgate.pager.alert.Alert;
import tollgate.pager.alert.Observation;

class PlannerTest {
    private static final Instant ZERO = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Route CHAT = Route.everythingTo("all", "chat");

    private final List<Silence> silences = new ArrayList<>();
    private final List<Acknowledgement> acknowledgements = new ArrayList<>();
    private List<Route> routes = List.of(CHAT);
    private Ledger ledger = Ledger.EMPTY;

    @Test
    void anAlertIsToldOnceAndItsEndToo() {
        assertThat(at(0, alert("a"))).containsExactly("chat trigger alert a");
        assertThat(at(1, alert("a"))).isEmpty();
        assertThat(at(2)).containsExactly("chat resolve alert a");
        assertThat(at(3)).isEmpty();
        assertThat(at(4, alert("a"))).containsExactly("chat trigger alert a");
    }

    @Test
    void whatWasNotJudgedIsNotOver() {
        at(0, alert("a"));
        Plan plan = plan(1, new Observation(List.of(), Set.of("other-rule"), Map.of()));
        assertThat(plan.deliveries()).isEmpty();
        assertThat(plan.ledger().alerts()).containsKey("a");
    }

    @Test
    void theFirstRouteThatFitsTakesIt() {
        Match tickets = new Match(Set.of(Severity.TICKET), List.of(), List.of(), List.of());
        Match lab = new Match(Set.of(), List.of("model-*"), List.of("lab"), List.of());
        routes = List.of(
                route("tickets", tickets, List.of("mail"), null, 0),
                route("lab", lab, List.of("lab-chat"), null, 0),
                route("rest", Match.ALL, List.of("phone", "chat"), null, 0));
        Alert ticket = alert("t", "host-cpu", Severity.TICKET, "lab");
        assertThat(at(0, ticket, alert("l", "model-down", Severity.PAGE, "lab"), alert("r")))
                .containsExactly(
                        "mail trigger alert t",
                        "lab-chat trigger alert l",
                        "phone trigger alert r",
                        "chat trigger alert r");
    }

    @Test
    void repeatsUntilSomebodyAcknowledges() {
        at(0, alert("a"));
        assertThat(at(239, alert("a"))).isEmpty();
        assertThat(at(240, alert("a"))).containsExactly("chat trigger repeat a");
        assertThat(at(479, alert("a"))).isEmpty();
        assertThat(at(480, alert("a"))).containsExactly("chat trigger repeat a");
        acknowledge("a", 490);
        assertThat(at(490, alert("a"))).containsExactly("chat acknowledge alert a");
        assertThat(at(1000, alert("a"))).isEmpty();
        assertThat(at(1001)).containsExactly("chat resolve alert a");
    }

    @Test
    void anAcknowledgementIsOfThatPageOnly() {
        at(0, alert("a"));
        acknowledge("a", 1);
        at(1, alert("a"));
        at(2);
        assertThat(at(3, alert("a"))).containsExactly("chat trigger alert a");
        assertThat(at(3 + 240, alert("a"))).containsExactly("chat trigger repeat a");
    }

    @Test
    void escalatesOnceWhereNobodyAcknowledges() {
        routes = List.of(new Route(
                "r", Match.ALL, List.of("chat"), Duration.ZERO, MINUTE.multipliedBy(15), List.of("phone"), null, 0));
        at(0, alert("a"), alert("b"));
        acknowledge("b", 5);
        at(5, alert("a"), alert("b"));
        assertThat(at(14, alert("a"), alert("b"))).isEmpty();
        assertThat(at(15, alert("a"), alert("b"))).containsExactly("phone trigger escalation a");
        assertThat(at(99, alert("a"), alert("b"))).isEmpty();
        assertThat(at(100)).containsExactly("chat resolve alert a", "phone resolve alert a", "chat resolve alert b");
    }

    @Test
    void aStormIsOnePageWithACount() {
        Alert[] ten = alerts(10);
        assertThat(at(0, ten)).containsExactly("chat trigger storm storm:all:" + ZERO.toEpochMilli());
        assertThat(at(1, alerts(25))).isEmpty();
        Plan grown = plan(5, observation(alerts(30)));
        assertThat(grown.deliveries()).hasSize(1);
        assertThat(grown.deliveries().getFirst().content().count()).isEqualTo(30);
        assertThat(at(6, alert("0"))).isEmpty();
        assertThat(at(7)).containsExactly("chat resolve alert storm:all:" + ZERO.toEpochMilli());
        assertThat(ledger).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void aStormThatComesInDropsIsOneToo() {
        assertThat(at(0, alerts(6))).hasSize(6);
        assertThat(at(1, alerts(9))).hasSize(3);
        assertThat(at(2, alerts(12))).singleElement().asString().startsWith("chat trigger storm");
        assertThat(at(3)).hasSize(9 + 1);
    }

    @Test
    void aSilenceHoldsBackWhatWasNotToldAndNotTheEnd() {
        at(0, alert("a"));
        silences.add(new Silence(
                "s", Match.ALL, "maintenance", "somebody", ZERO.plus(MINUTE), ZERO.plus(MINUTE.multipliedBy(300))));
        assertThat(at(2, alert("a"), alert("b"))).isEmpty();
        assertThat(at(250, alert("a"), alert("b"))).isEmpty();
        assertThat(at(260, alert("b"))).containsExactly("chat resolve alert a");
        assertThat(at(300, alert("b"))).containsExactly("chat trigger alert b");
    }

    @Test
    void whatOpensAndClosesWithinASilenceIsNeverTold() {
        silences.add(new Silence("s", Match.ALL, "m", "b", ZERO, ZERO.plus(MINUTE.multipliedBy(10))));
        assertThat(at(1, alert("a"))).isEmpty();
        assertThat(at(2)).isEmpty();
        assertThat(at(11)).isEmpty();
    }

    @Test
    void quietHoursHoldBackUntilTheirEnd() {
        QuietHours night =
                new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 30), Set.of(DayOfWeek.values()), ZoneOffset.UTC);
        routes = List.of(route("r", Match.ALL, List.of("chat"), night, 0));
        assertThat(at(29, alert("a"))).isEmpty();
        assertThat(at(30, alert("a"))).containsExactly("chat trigger alert a");
    }

    @Test
    void quietHoursOverMidnightBelongToTheDayTheyBeganOn() {
        QuietHours weekend = new QuietHours(
                LocalTime.of(22, 0), LocalTime.of(7, 0), Set.of(DayOfWeek.FRIDAY), ZoneId.of("Asia/Shanghai"));
        assertThat(weekend.contains(Instant.parse("2026-01-09T13:59:59Z"))).isFalse();
        assertThat(weekend.contains(Instant.parse("2026-01-09T14:00:00Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-01-09T22:59:59Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-01-09T23:00:00Z"))).isFalse();
        assertThat(weekend.contains(Instant.parse("2026-01-10T14:30:00Z"))).isFalse();
    }

    private List<String> at(int minute, Alert... open) {
        return plan(minute, observation(open)).deliveries().stream()
                .map(delivery -> String.join(
                        " ",
                        delivery.receiver(),
                        delivery.content().action().code(),
                        delivery.content().kind().code(),
                        delivery.content().key()))
                .toList();
    }

    private Plan plan(int minute, Observation observation) {
        Planner planner = new Planner(routes, new PlainTexts());
        Plan plan = planner.plan(
                ledger, new Situation(observation, silences, acknowledgements, ZERO.plus(MINUTE.multipliedBy(minute))));
        ledger = plan.ledger();
        return plan;
    }

    private void acknowledge(String key, int minute) {
        acknowledgements.add(new Acknowledgement(key, "somebody", ZERO.plus(MINUTE.multipliedBy(minute))));
    }

    private static Observation observation(Alert... open) {
        return new Observation(List.of(open), Set.of(Observation.EVERY), Map.of());
    }

    private static Route route(
            String name,
            Match match,
            List<String> receivers,
            @org.jspecify.annotations.Nullable QuietHours quiet,
            int stormAt) {
        return new Route(name, match, receivers, Duration.ZERO, Duration.ZERO, List.of(), quiet, stormAt);
    }

    private static Alert[] alerts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> alert(Integer.toString(i)))
                .toArray(Alert[]::new);
    }

    private static Alert alert(String key) {
        return alert(key, "model-down", Severity.PAGE, "search");
    }

    private static Alert alert(String key, String rule, Severity severity, String tenant) {
        return new Alert(key, rule, severity, Map.of("llm_gateway.tenant", tenant), ZERO, 60.0, 50.0, false);
    }
}
