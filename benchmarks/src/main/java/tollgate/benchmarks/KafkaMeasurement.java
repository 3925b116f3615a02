package tollgate.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What something took with the lines of a log.
 *
 * @param what was done
 * @param partitions of each topic; 0 without Kafka
 * @param processes that shared the work
 * @param lines 0 where only the start was measured
 * @param wallSeconds from the start of the processes until the last line was done with
 * @param cpuSeconds user and system time of the processes, their start and end included
 * @param brokerCpuSeconds user and system time of the broker meanwhile
 */
record KafkaMeasurement(
        String what,
        int partitions,
        int processes,
        long lines,
        double wallSeconds,
        double cpuSeconds,
        double brokerCpuSeconds) {
    private static final double MILLION = 1e6;

    static String table(List<KafkaMeasurement> all) {
        StringBuilder table = new StringBuilder(String.format(
                "%-20s %10s %9s %9s %9s %10s %14s %14s%n",
                "", "partitions", "processes", "seconds", "lines/s", "cpu_s", "cpu_s/million", "broker_s/mill."));
        for (KafkaMeasurement each : all) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-20s %10d %9d %9.1f %9.0f %10.2f %14s %14s%n",
                    each.what,
                    each.partitions,
                    each.processes,
                    each.wallSeconds,
                    each.lines / each.wallSeconds,
                    each.cpuSeconds,
                    each.perMillion(each.cpuSeconds),
                    each.perMillion(each.brokerCpuSeconds)));
        }
        return table.toString();
    }

    private String perMillion(double seconds) {
        return lines == 0 ? "" : String.format(Locale.ROOT, "%.1f", seconds * MILLION / lines);
    }
}
