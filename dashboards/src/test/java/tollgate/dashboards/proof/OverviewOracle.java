package tollgate.dashboards.proof;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.sampletraffic.SampleRequest;

/** What the panels of the overview must show. */
final class OverviewOracle {
    private static final int BUCKETS = 75;
    private static final double NANOS_PER_MILLI = 1e6;

    private OverviewOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.of(
                "requests", OverviewOracle::requests,
                "error-rate", OverviewOracle::errorRate,
                "outcomes", OverviewOracle::outcomes,
                "latency", OverviewOracle::latency);
    }

    private static List<List<Object>> requests(Scope scope) {
        return List.of(List.of((long) scope.requests().size()));
    }

    private static List<List<Object>> errorRate(Scope scope) {
        List<SampleRequest> requests = scope.requests();
        long errors = requests.stream()
                .filter(each -> each.record().effectiveOutcome() == Outcome.UPSTREAM_ERROR
                        || each.record().effectiveOutcome() == Outcome.TIMEOUT)
                .count();
        return List.of(List.of((double) errors / requests.size(), errors));
    }

    private static List<List<@Nullable Object>> outcomes(Scope scope) {
        record Group(Instant time, @Nullable String outcome) {}
        TimeBuckets buckets = TimeBuckets.of(BUCKETS, scope.from(), scope.to());
        Map<Group, Long> counts = new HashMap<>();
        for (SampleRequest each : scope.requests()) {
            Outcome outcome = each.record().effectiveOutcome();
            Instant time = buckets.start(each.record().timestamp());
            counts.merge(new Group(time, outcome == null ? null : outcome.code()), 1L, Long::sum);
        }
        Comparator<Group> byOutcome = comparing(Group::outcome, nullsLast(naturalOrder()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        counts.keySet().stream()
                .sorted(comparing(Group::time).thenComparing(byOutcome))
                .forEach(group -> rows.add(Arrays.asList(counts.get(group), group.time(), group.outcome())));
        return rows;
    }

    private static List<List<@Nullable Object>> latency(Scope scope) {
        TimeBuckets buckets = TimeBuckets.of(BUCKETS, scope.from(), scope.to());
        Map<Instant, List<SampleRequest>> answered = new TreeMap<>();
        for (SampleRequest each : scope.requests()) {
            if (each.record().effectiveOutcome() == Outcome.OK) {
                answered.computeIfAbsent(buckets.start(each.record().timestamp()), time -> new ArrayList<>())
                        .add(each);
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        answered.forEach((time, requests) -> rows.add(Arrays.asList(
                Between.percentile(50, requests, OverviewOracle::latencyMillis),
                Between.percentile(95, requests, OverviewOracle::latencyMillis),
                Between.percentile(99, requests, OverviewOracle::latencyMillis),
                time)));
        return rows;
    }

    private static double latencyMillis(SampleRequest request) {
        return request.record().timing().latencyNanos() / NANOS_PER_MILLI;
    }
}
