package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;
import static tollgate.dashboards.proof.Groups.rows;
import static tollgate.dashboards.proof.Measures.FAILED;
import static tollgate.dashboards.proof.Measures.OK;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.Outcome;
import tollgate.sampletraffic.SampleRequest;

/** What the panels about errors must show. */
final class ErrorsOracle {
    private static final double ALLOWED = 0.005;
    private static final int MOST = 50;
    private static final List<Duration> BURN_WINDOWS = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(72));

    private ErrorsOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.of(
                "availability", scope -> availability(scope, 1),
                "budget-left", scope -> availability(scope, ALLOWED),
                "burn-rates", ErrorsOracle::burnRates,
                "outcomes", ErrorsOracle::outcomes,
                "provider-status", ErrorsOracle::providerStatus,
                "retries", ErrorsOracle::retries,
                "throttling", ErrorsOracle::throttling,
                "aborted", ErrorsOracle::aborted,
                "slow-starts", ErrorsOracle::slowStarts,
                "errors", ErrorsOracle::errors);
    }

    /** One less the share of failures, as a part of what is allowed. */
    private static List<List<@Nullable Object>> availability(Scope scope, double allowed) {
        List<SampleRequest> judged = Measures.only(scope.requests(), OK.or(FAILED));
        long failed = Measures.count(judged, FAILED);
        return List.of(row(1 - (double) failed / judged.size() / allowed, failed));
    }

    private static List<List<@Nullable Object>> burnRates(Scope scope) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(DataStream.DEFAULT_NAMESPACE);
        for (Duration window : BURN_WINDOWS) {
            List<SampleRequest> judged =
                    Measures.only(scope.requests(scope.to().minus(window), scope.to()), OK.or(FAILED));
            row.add((double) Measures.count(judged, FAILED) / Math.max(1, judged.size()) / ALLOWED);
        }
        return List.of(row);
    }

    private static Predicate<SampleRequest> outcome(Outcome outcome) {
        return each -> each.record().effectiveOutcome() == outcome;
    }

    /** Those of which it is known that they did not end well. */
    private static List<SampleRequest> notWell(Scope scope) {
        return Measures.only(
                scope.requests(), OK.negate().and(each -> each.record().effectiveOutcome() != null));
    }

    private static List<List<@Nullable Object>> outcomes(Scope scope) {
        return rows(
                Groups.by(notWell(scope), Key.time(scope), Key.OUTCOME),
                group -> row(Measures.count(group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> providerStatus(Scope scope) {
        return rows(
                Groups.most(Groups.by(scope.requests(), Key.PROVIDER, Key.STATUS, Key.OUTCOME), Measures::count, MOST),
                group -> row(group.key(0), group.key(1), group.key(2), Measures.count(group.of())));
    }

    private static List<List<@Nullable Object>> retries(Scope scope) {
        Predicate<SampleRequest> otherModel = each -> each.record().model().answered() != null
                && !each.record()
                        .model()
                        .requested()
                        .equals(each.record().model().answered());
        return rows(
                Groups.by(scope.requests(), Key.time(scope)),
                group -> row(
                        Measures.count(
                                group.of(), each -> each.record().result().attempts() > 1),
                        Measures.count(group.of(), otherModel),
                        group.key(0)));
    }

    private static List<List<@Nullable Object>> throttling(Scope scope) {
        return rows(
                Groups.by(scope.requests(), Key.time(scope), Key.MODEL),
                group -> row(
                        Measures.share(
                                Measures.count(group.of(), outcome(Outcome.RATE_LIMITED)),
                                group.of().size()),
                        group.key(0),
                        group.key(1)));
    }

    private static List<List<@Nullable Object>> aborted(Scope scope) {
        return rows(
                Groups.by(Measures.only(scope.requests(), outcome(Outcome.ABORTED)), Key.time(scope), Key.MODEL),
                group -> row(Measures.count(group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> slowStarts(Scope scope) {
        return rows(
                Groups.by(scope.notes(), Key.time(scope), Key.MODEL),
                group -> row(Measures.count(group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> errors(Scope scope) {
        return rows(
                Groups.most(
                        Groups.by(notWell(scope), Key.ERROR, Key.OUTCOME, Key.PROVIDER, Key.MODEL),
                        Measures::count,
                        MOST),
                group -> row(
                        group.key(0),
                        group.key(1),
                        group.key(2),
                        group.key(3),
                        Measures.count(group.of()),
                        last(group.of())));
    }

    static Instant last(List<SampleRequest> requests) {
        return requests.stream()
                .map(Single::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
