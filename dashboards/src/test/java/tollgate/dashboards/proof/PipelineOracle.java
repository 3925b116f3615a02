package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;
import static tollgate.dashboards.proof.Groups.rows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.sampletraffic.SampleRefusal;
import tollgate.sampletraffic.SampleRequest;

/** What the panels about the pipeline must show. */
final class PipelineOracle {
    private static final int BUCKETS = 75;
    private static final int LATEST = 20;
    /** Indexed, refused, repeated. */
    private static final int OUTCOMES = 3;

    private PipelineOracle() {}

    static Map<String, PanelOracle> panels() {
        Map<String, PanelOracle> panels = new HashMap<>(HostOracle.panels());
        panels.put("delay", PipelineOracle::delay);
        panels.put("invalid-by-reason", PipelineOracle::invalidByReason);
        panels.put("indexed", PipelineOracle::indexed);
        panels.put("refused", PipelineOracle::refused);
        panels.put("reconciliation", PipelineOracle::reconciliation);
        return panels;
    }

    private static List<List<@Nullable Object>> delay(Scope scope) {
        return rows(
                Groups.by(scope.requests(), Key.time(scope)),
                group -> row(
                        Between.percentile(50, group.of(), PipelineOracle::delaySeconds),
                        Between.percentile(95, group.of(), PipelineOracle::delaySeconds),
                        group.key(0)));
    }

    private static double delaySeconds(SampleRequest request) {
        Instant end = request.record()
                .timestamp()
                .plusNanos(request.record().timing().latencyNanos())
                .truncatedTo(ChronoUnit.MILLIS);
        return ChronoUnit.MILLIS.between(end, request.ingested().truncatedTo(ChronoUnit.MILLIS)) / 1_000.0;
    }

    private static List<List<@Nullable Object>> indexed(Scope scope) {
        TimeBuckets buckets = TimeBuckets.of(BUCKETS, scope.from(), scope.to());
        return rows(
                Groups.by(scope.requests(), each -> buckets.start(each.ingested())),
                group -> row(Measures.count(group.of()), group.key(0)));
    }

    private static List<List<@Nullable Object>> invalidByReason(Scope scope) {
        record Group(Instant time, String reason) {}
        TimeBuckets buckets = TimeBuckets.of(BUCKETS, scope.from(), scope.to());
        Map<Group, Long> counts =
                new TreeMap<>(Comparator.comparing(Group::time).thenComparing(Group::reason));
        scope.refusals()
                .forEach(each -> counts.merge(new Group(buckets.start(each.at()), each.reason()), 1L, Long::sum));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        counts.forEach((group, count) -> rows.add(row(count, group.time(), group.reason())));
        return rows;
    }

    private static List<List<@Nullable Object>> refused(Scope scope) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        scope.refusals().stream()
                .sorted(Comparator.comparing(SampleRefusal::at).reversed())
                .limit(LATEST)
                .forEach(each -> rows.add(row(
                        each.at().truncatedTo(ChronoUnit.MILLIS),
                        each.reason(),
                        each.field(),
                        explanation(each),
                        "sample.log",
                        0L)));
        return rows;
    }

    /** Of whole minutes: indexed, refused and repeated lines; each document is there, so nothing differs. */
    private static List<List<@Nullable Object>> reconciliation(Scope scope) {
        Map<Instant, long[]> counts = new TreeMap<>();
        scope.traffic()
                .requests()
                .forEach(each -> count(counts, scope, each.record().timestamp(), 0));
        scope.traffic().refusals().forEach(each -> count(counts, scope, each.at(), 1));
        scope.traffic()
                .repeats()
                .forEach(each -> count(counts, scope, each.record().timestamp(), 2));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        counts.forEach((time, of) -> rows.add(row(of[0] + of[1] + of[2], of[0], of[1], of[2], 0L, time)));
        return rows;
    }

    private static void count(Map<Instant, long[]> counts, Scope scope, Instant at, int outcome) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.isBefore(scope.from())
                && !minute.plus(1, ChronoUnit.MINUTES).isAfter(scope.to())) {
            Instant time = TimeBuckets.of(BUCKETS, scope.from(), scope.to()).start(minute);
            counts.computeIfAbsent(time, t -> new long[OUTCOMES])[outcome]++;
        }
    }

    private static String explanation(SampleRefusal refusal) {
        byte[] line = refusal.line().getBytes(StandardCharsets.UTF_8);
        try {
            new LineReader().read(line, 0, line.length);
        } catch (RefusedLineException e) {
            return e.explanation();
        }
        throw new IllegalStateException("not refused: " + refusal);
    }
}
