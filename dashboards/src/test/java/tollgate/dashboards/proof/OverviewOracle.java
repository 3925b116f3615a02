package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;
import static tollgate.dashboards.proof.Groups.rows;
import static tollgate.dashboards.proof.Measures.FAILED;
import static tollgate.dashboards.proof.Measures.OK;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.sampletraffic.SampleRequest;

/** What the panels of the overview must show. */
final class OverviewOracle {
    private static final Duration DAY = Duration.ofDays(1);

    private OverviewOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.ofEntries(
                Map.entry("requests", scope -> List.of(row(Measures.count(scope.requests())))),
                Map.entry("error-rate", scope -> List.of(row(errorRate(scope.requests()), errors(scope.requests())))),
                Map.entry("tokens", scope -> List.of(row(tokens(scope.requests()), Measures.output(scope.requests())))),
                Map.entry("cost", scope -> List.of(row(Measures.cost(scope.requests())))),
                Map.entry("throughput", OverviewOracle::throughput),
                Map.entry("first-token", OverviewOracle::firstToken),
                Map.entry("requests-today", scope -> today(scope, Measures::count)),
                Map.entry("error-rate-today", scope -> today(scope, OverviewOracle::errorRate)),
                Map.entry("tokens-today", scope -> today(scope, OverviewOracle::tokens)),
                Map.entry(
                        "cost-today",
                        scope ->
                                today(scope, each -> Objects.requireNonNullElse(Measures.cost(each), BigDecimal.ZERO))),
                Map.entry("outcomes", OverviewOracle::outcomes),
                Map.entry("latency", OverviewOracle::latency),
                Map.entry("top-models", scope -> top(scope, Key.MODEL)),
                Map.entry("top-tenants", scope -> top(scope, Key.TENANT)));
    }

    private static long errors(List<SampleRequest> requests) {
        return Measures.count(requests, FAILED);
    }

    private static @Nullable Double errorRate(List<SampleRequest> requests) {
        return Measures.share(errors(requests), requests.size());
    }

    private static long tokens(List<SampleRequest> requests) {
        return Objects.requireNonNullElse(Measures.input(requests), 0L)
                + Objects.requireNonNullElse(Measures.output(requests), 0L);
    }

    private static List<List<@Nullable Object>> throughput(Scope scope) {
        double seconds = Duration.between(scope.from(), scope.to()).toSeconds();
        long output = Objects.requireNonNullElse(Measures.output(scope.requests()), 0L);
        return List.of(row(Measures.count(scope.requests()) / seconds, output / seconds));
    }

    private static List<List<@Nullable Object>> firstToken(Scope scope) {
        List<SampleRequest> answered = Measures.only(scope.requests(), OK);
        return List.of(row(Measures.ttft(50, answered), Measures.ttft(95, answered)));
    }

    /** Of the day of the end until the end, and of the day before until the same time. */
    private static List<List<@Nullable Object>> today(
            Scope scope, Function<List<SampleRequest>, @Nullable Object> measure) {
        Instant midnight = scope.to().truncatedTo(ChronoUnit.DAYS);
        return List.of(row(
                measure.apply(scope.requests(midnight, scope.to())),
                measure.apply(scope.requests(scope.from(), scope.to().minus(DAY)))));
    }

    private static List<List<@Nullable Object>> outcomes(Scope scope) {
        return rows(
                Groups.by(scope.requests(), Key.time(scope), Key.OUTCOME),
                group -> row(Measures.count(group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> latency(Scope scope) {
        return rows(
                Groups.by(Measures.only(scope.requests(), OK), Key.time(scope)),
                group -> row(
                        Measures.latency(50, group.of()),
                        Measures.latency(95, group.of()),
                        Measures.latency(99, group.of()),
                        group.key(0)));
    }

    private static List<List<@Nullable Object>> top(Scope scope, Key key) {
        return rows(
                Groups.most(Groups.by(scope.requests(), key), Measures::count, 10),
                group -> row(
                        group.key(0),
                        Measures.count(group.of()),
                        Measures.input(group.of()),
                        Measures.output(group.of()),
                        Measures.cost(group.of())));
    }
}
