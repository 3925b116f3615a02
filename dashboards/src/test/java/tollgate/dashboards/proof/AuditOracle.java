package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;
import static tollgate.dashboards.proof.Groups.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.sampletraffic.SampleRequest;

/** What the panels about access must show. */
final class AuditOracle {
    private static final int MOST = 50;

    private AuditOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.of(
                "denied", AuditOracle::denied,
                "denied-over-time", AuditOracle::deniedOverTime,
                "keys-used", AuditOracle::keysUsed,
                "key-age", AuditOracle::keyAge,
                "actions", AuditOracle::actions,
                "latest-actions", AuditOracle::latestActions);
    }

    private static boolean isDenied(SampleRequest request) {
        return request.record().effectiveOutcome() == Outcome.POLICY;
    }

    private static List<SampleRequest> deniedRequests(Scope scope) {
        return Measures.only(scope.requests(), AuditOracle::isDenied);
    }

    private static List<List<@Nullable Object>> denied(Scope scope) {
        return rows(
                Groups.most(
                        Groups.by(deniedRequests(scope), Key.KEY_ID, Key.ADDRESS, Key.STATUS), Measures::count, MOST),
                group -> row(
                        group.key(0),
                        group.key(1),
                        group.key(2),
                        Measures.count(group.of()),
                        ErrorsOracle.last(group.of())));
    }

    private static List<List<@Nullable Object>> deniedOverTime(Scope scope) {
        return rows(
                Groups.by(
                        deniedRequests(scope),
                        Key.time(scope),
                        each -> Integer.toString(each.record().result().status())),
                group -> row(Measures.count(group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> keysUsed(Scope scope) {
        return rows(
                Groups.most(Groups.by(scope.requests(), Key.KEY_ID, Key.TENANT), Measures::count, MOST),
                group -> row(
                        group.key(0),
                        group.key(1),
                        Measures.count(group.of()),
                        Measures.count(group.of(), AuditOracle::isDenied),
                        Measures.input(group.of()),
                        Measures.output(group.of()),
                        Measures.cost(group.of()),
                        ErrorsOracle.last(group.of())));
    }

    private static List<AuditSample> audit(Scope scope) {
        return AuditSample.week(scope.traffic().settings().now()).stream()
                .filter(each -> !each.at().isBefore(scope.from()) && each.at().isBefore(scope.to()))
                .toList();
    }

    private static List<List<@Nullable Object>> keyAge(Scope scope) {
        Map<String, AuditSample> newest = new TreeMap<>();
        for (AuditSample each : audit(scope)) {
            if (each.key() != null && each.ageDays() != null) {
                newest.merge(each.key(), each, (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        newest.values().stream()
                .sorted(Comparator.comparing((AuditSample each) -> Objects.requireNonNull(each.ageDays()))
                        .reversed())
                .forEach(each -> rows.add(row(each.key(), each.ageDays(), each.at())));
        return rows;
    }

    private static List<AuditSample> done(Scope scope) {
        return audit(scope).stream()
                .filter(each -> each.action() != null)
                .sorted(Comparator.comparing(AuditSample::at))
                .toList();
    }

    private static List<List<@Nullable Object>> actions(Scope scope) {
        TimeBuckets buckets = TimeBuckets.of(75, scope.from(), scope.to());
        record Group(Instant time, String action) {}
        Map<Group, Long> counts =
                new TreeMap<>(Comparator.comparing(Group::time).thenComparing(Group::action));
        done(scope)
                .forEach(each -> counts.merge(
                        new Group(buckets.start(each.at()), Objects.requireNonNull(each.action())), 1L, Long::sum));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        counts.forEach((group, count) -> rows.add(row(count, group.time(), group.action())));
        return rows;
    }

    private static List<List<@Nullable Object>> latestActions(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        done(scope)
                .reversed()
                .forEach(each -> rows.add(
                        row(each.at(), each.action(), each.user(), each.key(), each.outcome(), each.reason())));
        return rows;
    }
}
