package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;
import static tollgate.dashboards.proof.Groups.rows;
import static tollgate.dashboards.proof.Measures.OK;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecord;
import tollgate.sampletraffic.SampleRequest;

/** What the panels about latency must show. */
final class LatencyOracle {
    private static final int SLOWEST = 20;

    /** The bands of the heat map; each ends with its seconds. */
    private static final List<String> BANDS =
            List.of("a. to 1 s", "b. to 2 s", "c. to 5 s", "d. to 10 s", "e. to 30 s", "f. over 30 s");

    private static final List<Double> BAND_ENDS_MILLIS =
            List.of(1_000.0, 2_000.0, 5_000.0, 10_000.0, 30_000.0, Double.POSITIVE_INFINITY);

    private LatencyOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.of(
                "percentiles", LatencyOracle::percentiles,
                "percentiles-now", LatencyOracle::percentilesNow,
                "first-token", LatencyOracle::firstToken,
                "first-token-late", LatencyOracle::firstTokenLate,
                "inter-token", LatencyOracle::interToken,
                "latency-heatmap", LatencyOracle::heatmap,
                "overhead", LatencyOracle::overhead,
                "by-input-length", LatencyOracle::byInputLength,
                "slowest", LatencyOracle::slowest);
    }

    private static List<SampleRequest> answered(Scope scope) {
        return Measures.only(scope.requests(), OK);
    }

    private static List<List<@Nullable Object>> percentiles(Scope scope) {
        return rows(
                Groups.by(answered(scope), Key.time(scope), Key.ANSWERED),
                group -> row(Measures.latency(95, group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> percentilesNow(Scope scope) {
        List<Groups.Group> slowestFirst =
                Groups.most(Groups.by(answered(scope), Key.ANSWERED), of -> (long) exactP95(of), Integer.MAX_VALUE);
        return rows(
                slowestFirst,
                group -> row(
                        group.key(0),
                        Measures.count(group.of()),
                        Measures.latency(50, group.of()),
                        Measures.latency(95, group.of()),
                        Measures.latency(99, group.of())));
    }

    private static double exactP95(List<SampleRequest> of) {
        double[] sorted =
                of.stream().mapToDouble(Measures::latencyMillis).sorted().toArray();
        return sorted[(int) (0.95 * (sorted.length - 1))];
    }

    private static List<List<@Nullable Object>> firstToken(Scope scope) {
        return rows(
                Groups.by(Measures.streamed(answered(scope)), Key.time(scope), Key.ANSWERED),
                group -> row(Measures.ttft(95, group.of()), group.key(0), group.key(1)));
    }

    private static List<List<@Nullable Object>> firstTokenLate(Scope scope) {
        return rows(
                Groups.by(Measures.streamed(answered(scope)), Key.time(scope)),
                group -> row(later(2_000, group.of()), later(5_000, group.of()), group.key(0)));
    }

    private static @Nullable Double later(double millis, List<SampleRequest> of) {
        return Measures.share(Measures.count(of, each -> Measures.ttftMillis(each) > millis), of.size());
    }

    private static List<List<@Nullable Object>> interToken(Scope scope) {
        List<SampleRequest> streamed = Measures.only(
                Measures.streamed(answered(scope)),
                each -> each.record().usage().outputTokens() > 1);
        return rows(
                Groups.by(streamed, Key.time(scope), Key.ANSWERED),
                group -> row(interTokenMillis(group.of()), group.key(0), group.key(1)));
    }

    private static double interTokenMillis(List<SampleRequest> of) {
        double writing = of.stream()
                .mapToDouble(each -> Measures.latencyMillis(each) - Measures.ttftMillis(each))
                .sum();
        return writing
                / of.stream()
                        .mapToLong(each -> each.record().usage().outputTokens() - 1)
                        .sum();
    }

    private static List<List<@Nullable Object>> heatmap(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Groups.Group group : Groups.by(answered(scope), Key.time(scope))) {
            double begin = -1;
            for (int band = 0; band < BANDS.size(); band++) {
                double above = begin;
                double end = BAND_ENDS_MILLIS.get(band);
                long count = Measures.count(
                        group.of(),
                        each -> Measures.latencyMillis(each) > above && Measures.latencyMillis(each) <= end);
                rows.add(row(group.key(0), BANDS.get(band), count));
                begin = end;
            }
        }
        return rows;
    }

    private static List<List<@Nullable Object>> overhead(Scope scope) {
        return rows(
                Groups.by(answered(scope), Key.time(scope)),
                group -> row(
                        Between.percentile(
                                95, group.of(), each -> each.record().timing().overheadNanos() / 1e6),
                        Between.percentile(
                                95, group.of(), each -> each.record().timing().upstreamNanos() / 1e6),
                        group.key(0)));
    }

    private static List<List<@Nullable Object>> byInputLength(Scope scope) {
        return rows(
                Groups.by(answered(scope), each -> band(Measures.input(each))),
                group -> row(
                        group.key(0),
                        Measures.count(group.of()),
                        Measures.latency(50, group.of()),
                        Measures.latency(95, group.of()),
                        Measures.ttft(50, group.of()),
                        Measures.ttft(95, group.of())));
    }

    private static String band(long inputTokens) {
        if (inputTokens == RequestRecord.UNKNOWN) {
            return "g. unknown";
        }
        return inputTokens < 500
                ? "a. below 500"
                : inputTokens < 2_000
                        ? "b. 500 to 2,000"
                        : inputTokens < 8_000
                                ? "c. 2,000 to 8,000"
                                : inputTokens < 32_000
                                        ? "d. 8,000 to 32,000"
                                        : inputTokens < 128_000 ? "e. 32,000 to 128,000" : "f. from 128,000";
    }

    private static List<List<@Nullable Object>> slowest(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        scope.requests().stream()
                .sorted(Comparator.comparingLong(
                                (SampleRequest each) -> -each.record().timing().latencyNanos())
                        .thenComparing(each -> each.record().requestId()))
                .limit(SLOWEST)
                .forEach(each -> rows.add(row(
                        Single.time(each),
                        each.record().requestId(),
                        Key.TENANT.apply(each),
                        Key.ANSWERED.apply(each),
                        Key.OUTCOME.apply(each),
                        Measures.latencyMillis(each),
                        Single.ttftMillis(each),
                        Single.known(each.record().usage().inputTokens()),
                        Single.known(each.record().usage().outputTokens()))));
        return rows;
    }
}
