package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;
import static tollgate.dashboards.proof.Groups.rows;
import static tollgate.dashboards.proof.Measures.UNMEASURED;
import static tollgate.dashboards.proof.Measures.UNPRICED;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecord;
import tollgate.sampletraffic.SampleCost;
import tollgate.sampletraffic.SampleRequest;

/** What the panels about tokens and cost must show. */
final class CostOracle {
    private static final int MOST = 20;

    private CostOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.ofEntries(
                Map.entry("cost", scope -> List.of(row(Measures.cost(scope.requests())))),
                Map.entry("cost-per-1000", CostOracle::costPer1000),
                Map.entry("cached-share", CostOracle::cachedShare),
                Map.entry("cache-saved", CostOracle::cacheSaved),
                Map.entry("output-per-input", CostOracle::outputPerInput),
                Map.entry("missing", CostOracle::missing),
                Map.entry("cost-by-model", scope -> over(scope, Key.MODEL)),
                Map.entry("cost-by-tenant", scope -> over(scope, Key.TENANT)),
                Map.entry("cost-by-team", scope -> over(scope, Key.TEAM)),
                Map.entry("budget", CostOracle::budget),
                Map.entry("tokens", CostOracle::tokens),
                Map.entry("by-currency", CostOracle::byCurrency),
                Map.entry("unpriced", scope -> lacking(scope, UNPRICED)),
                Map.entry("unmeasured", scope -> lacking(scope, UNMEASURED)),
                Map.entry("most-expensive", CostOracle::mostExpensive));
    }

    private static List<SampleRequest> priced(Scope scope) {
        return Measures.only(scope.requests(), UNPRICED.negate());
    }

    private static List<List<@Nullable Object>> costPer1000(Scope scope) {
        BigDecimal cost = Objects.requireNonNull(Measures.cost(scope.requests()));
        return List.of(row(1_000 * cost.doubleValue() / priced(scope).size()));
    }

    private static @Nullable Long cached(List<SampleRequest> requests) {
        return Measures.tokens(requests, RequestRecord.Usage::cacheReadTokens);
    }

    private static List<List<@Nullable Object>> cachedShare(Scope scope) {
        long cached = Objects.requireNonNull(cached(scope.requests()));
        return List.of(row(Measures.share(cached, Objects.requireNonNull(Measures.input(scope.requests()))), cached));
    }

    private static List<List<@Nullable Object>> cacheSaved(Scope scope) {
        List<SampleRequest> both = Measures.only(
                priced(scope), each -> cachedTokens(each) > 0 && Measures.input(each) > cachedTokens(each));
        return rows(
                Groups.by(both, Key.CURRENCY),
                group -> row(group.of().stream().mapToDouble(CostOracle::saved).sum(), group.key(0)));
    }

    private static long cachedTokens(SampleRequest request) {
        RequestRecord.Usage usage = request.record().usage();
        return Math.max(0, usage.cacheReadTokens()) + Math.max(0, usage.cacheCreationTokens());
    }

    private static double saved(SampleRequest request) {
        SampleCost cost = Objects.requireNonNull(request.cost());
        double plain = Measures.input(request) - cachedTokens(request);
        return cost.input().doubleValue() / plain * cachedTokens(request)
                - cost.cache().doubleValue();
    }

    private static List<List<@Nullable Object>> outputPerInput(Scope scope) {
        return List.of(row(Measures.share(
                Objects.requireNonNull(Measures.output(scope.requests())),
                Objects.requireNonNull(Measures.input(scope.requests())))));
    }

    private static List<List<@Nullable Object>> missing(Scope scope) {
        return List.of(row(Measures.count(scope.requests(), UNPRICED), Measures.count(scope.requests(), UNMEASURED)));
    }

    private static List<List<@Nullable Object>> over(Scope scope, Key key) {
        return rows(
                Groups.by(priced(scope), Key.time(scope), key),
                group -> row(Measures.cost(group.of()), group.key(0), group.key(1)));
    }

    /** Each day from the first with a cost: what had been spent by its end. */
    private static List<List<@Nullable Object>> budget(Scope scope) {
        List<SampleRequest> priced = priced(scope);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Instant day = priced.getFirst().record().timestamp().truncatedTo(ChronoUnit.DAYS);
        for (; day.isBefore(scope.to()); day = day.plus(Duration.ofDays(1))) {
            Instant end = day.plus(Duration.ofDays(1));
            List<SampleRequest> until =
                    Measures.only(priced, each -> each.record().timestamp().isBefore(end));
            rows.add(row(Measures.cost(until), null, day));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> tokens(Scope scope) {
        return rows(
                Groups.by(scope.requests(), Key.time(scope)),
                group -> row(
                        Measures.input(group.of()),
                        Measures.output(group.of()),
                        cached(group.of()),
                        Measures.tokens(group.of(), RequestRecord.Usage::reasoningTokens),
                        group.key(0)));
    }

    private static List<List<@Nullable Object>> byCurrency(Scope scope) {
        return rows(
                Groups.by(priced(scope), Key.CURRENCY),
                group -> row(
                        group.key(0),
                        Measures.count(group.of()),
                        Measures.cost(group.of(), SampleCost::amount),
                        Measures.cost(group.of())));
    }

    private static List<List<@Nullable Object>> lacking(Scope scope, Predicate<SampleRequest> what) {
        List<Groups.Group> groups = Groups.by(scope.requests(), Key.MODEL, Key.PROVIDER).stream()
                .filter(group -> group.of().stream().anyMatch(what))
                .toList();
        return rows(
                Groups.most(groups, of -> Measures.count(of, what), MOST),
                group -> row(
                        group.key(1),
                        group.key(0),
                        Measures.count(group.of()),
                        Measures.count(group.of(), what),
                        Measures.share(
                                Measures.count(group.of(), what), group.of().size())));
    }

    private static List<List<@Nullable Object>> mostExpensive(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        priced(scope).stream()
                .sorted(Comparator.comparing(CostOracle::reporting)
                        .reversed()
                        .thenComparing(each -> each.record().requestId()))
                .limit(MOST)
                .forEach(each -> rows.add(row(
                        Single.time(each),
                        each.record().requestId(),
                        Key.TENANT.apply(each),
                        each.record().caller().user(),
                        Key.ANSWERED.apply(each),
                        Measures.input(each),
                        each.record().usage().outputTokens(),
                        reporting(each))));
        return rows;
    }

    private static BigDecimal reporting(SampleRequest request) {
        return Objects.requireNonNull(request.cost()).reporting();
    }
}
