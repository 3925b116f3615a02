package tollgate.dashboards.proof;

import static tollgate.dashboards.proof.Groups.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Field;
import tollgate.requestlog.HostField;

/** What the panels about hosts and services must show. */
final class HostOracle {
    private static final int BUCKETS = 75;

    private HostOracle() {}

    static Map<String, PanelOracle> panels() {
        return Map.of(
                "up",
                HostOracle::up,
                "cpu",
                scope -> over(
                        scope, HostField.CPU_TOTAL_NORM_PCT, HostOracle::host, DoubleSummaryStatistics::getAverage),
                "memory",
                scope -> over(
                        scope, HostField.MEMORY_ACTUAL_USED_PCT, HostOracle::host, DoubleSummaryStatistics::getAverage),
                "disk",
                scope ->
                        over(scope, HostField.FILESYSTEM_USED_PCT, HostOracle::place, DoubleSummaryStatistics::getMax));
    }

    private static List<HostSample> samples(Scope scope) {
        return HostSample.week(scope.traffic().settings().now()).stream()
                .filter(each -> !each.at().isBefore(scope.from()) && each.at().isBefore(scope.to()))
                .toList();
    }

    private static @Nullable String host(HostSample sample) {
        return sample.text(Field.HOST);
    }

    /** A check without the name of a service has that of its monitor. */
    private static String service(HostSample check) {
        String service = check.text(Field.SERVICE_NAME);
        return service == null ? Objects.requireNonNull(check.text(HostField.MONITOR_NAME)) : service;
    }

    private static String place(HostSample sample) {
        return host(sample) + " "
                + Objects.requireNonNullElse(sample.text(HostField.FILESYSTEM_MOUNT_POINT), "unknown");
    }

    private static List<List<@Nullable Object>> over(
            Scope scope,
            HostField field,
            Function<HostSample, @Nullable String> series,
            ToDoubleFunction<DoubleSummaryStatistics> figure) {
        record Group(Instant time, String series) {}
        TimeBuckets buckets = TimeBuckets.of(BUCKETS, scope.from(), scope.to());
        Map<Group, DoubleSummaryStatistics> groups =
                new TreeMap<>(Comparator.comparing(Group::time).thenComparing(Group::series));
        for (HostSample each : samples(scope)) {
            Double share = each.share(field);
            if (share != null && host(each) != null) {
                Group group = new Group(buckets.start(each.at()), Objects.requireNonNull(series.apply(each)));
                groups.computeIfAbsent(group, g -> new DoubleSummaryStatistics())
                        .accept(share);
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        groups.forEach((group, shares) -> rows.add(row(figure.applyAsDouble(shares), group.time(), group.series())));
        return rows;
    }

    private static List<List<@Nullable Object>> up(Scope scope) {
        record Service(
                String service,
                String host,
                long checks,
                double share,
                @Nullable Instant lastUp) {}
        Map<String, List<HostSample>> checks = new TreeMap<>();
        for (HostSample each : samples(scope)) {
            if (each.text(HostField.MONITOR_STATUS) != null) {
                checks.computeIfAbsent(service(each) + "@" + host(each), key -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Service> services = new ArrayList<>();
        for (List<HostSample> each : checks.values()) {
            List<Instant> up = each.stream()
                    .filter(check -> "up".equals(check.text(HostField.MONITOR_STATUS)))
                    .map(HostSample::at)
                    .toList();
            services.add(new Service(
                    service(each.getFirst()),
                    Objects.requireNonNull(host(each.getFirst())),
                    each.size(),
                    (double) up.size() / each.size(),
                    up.stream().max(Comparator.naturalOrder()).orElse(null)));
        }
        return services.stream()
                .sorted(Comparator.comparingDouble(Service::share)
                        .thenComparing(Service::service)
                        .thenComparing(Service::host))
                .map(each -> row(each.service(), each.host(), each.checks(), each.share(), each.lastUp()))
                .toList();
    }
}
