package tollgate.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** All figures of a run, for people and for programs. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long KILOBYTES = 1024;

    private final List<Measurement> measurements;

    Results(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    /** Whether every line of every run arrived once. */
    boolean areComplete() {
        return measurements.stream().allMatch(Measurement::isComplete);
    }

    String table() {
        StringBuilder to = new StringBuilder("%-10s %-13s %12s %12s %8s %9s %10s %8s %12s%n"
                .formatted(
                        "sender",
                        "target",
                        "lines",
                        "arrived",
                        "wall s",
                        "lines/s",
                        "CPU s/M",
                        "RSS MB",
                        "server s/M"));
        for (Measurement each : measurements) {
            to.append("%-10s %-13s %,12d %,12d %8.1f %,9.0f %10.2f %8d %12.1f%s%n"
                    .formatted(
                            each.sender(),
                            each.target().label(),
                            each.lines(),
                            each.documents(),
                            each.wallSeconds(),
                            each.linesPerSecond(),
                            each.cpuSecondsPerMillion(),
                            each.peakRssKilobytes() / KILOBYTES,
                            each.serverCpuSecondsPerMillion(),
                            each.isComplete() ? "" : "  NOT ALL, OR SOME TWICE"));
        }
        for (Growth growth : Growth.of(measurements)) {
            to.append("%s to %s: %,d lines take %.2f times the CPU of %,d; per million %.2f s more%n"
                    .formatted(
                            growth.less().sender(),
                            growth.less().target().label(),
                            growth.more().lines(),
                            growth.ratio(),
                            growth.less().lines(),
                            growth.cpuSecondsPerFurtherMillion()));
        }
        return to.toString();
    }

    /** The same as one JSON object: {@code runs}, and {@code growth} where lines grew. */
    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("machine")
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("java", Runtime.version().toString());
        ArrayNode runs = root.putArray("runs");
        for (Measurement each : measurements) {
            runs.addObject()
                    .put("sender", each.sender())
                    .put("target", each.target().label())
                    .put("lines", each.lines())
                    .put("documents", each.documents())
                    .put("wall_seconds", each.wallSeconds())
                    .put("lines_per_second", each.linesPerSecond())
                    .put("cpu_seconds", each.cpuSeconds())
                    .put("cpu_seconds_per_million", each.cpuSecondsPerMillion())
                    .put("peak_rss_kilobytes", each.peakRssKilobytes())
                    .put("server_cpu_seconds", each.serverCpuSeconds());
        }
        ArrayNode growth = root.putArray("growth");
        for (Growth each : Growth.of(measurements)) {
            growth.addObject()
                    .put("sender", each.less().sender())
                    .put("target", each.less().target().label())
                    .put("from_lines", each.less().lines())
                    .put("to_lines", each.more().lines())
                    .put("cpu_ratio", each.ratio())
                    .put("cpu_seconds_per_further_million", each.cpuSecondsPerFurtherMillion());
        }
        return root.toPrettyString() + "\n";
    }
}
