package tollgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of processes; see proc(5). */
public final class ProcessUsage {
    /** {@code sysconf(_SC_CLK_TCK)}, which is 100 on every Linux of today. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields 14 to 17 of {@code /proc/PID/stat}, counted after the name, which may hold blanks. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final int CHILDREN_USER_TICKS = 13;
    private static final int CHILDREN_SYSTEM_TICKS = 14;

    private ProcessUsage() {}

    /** User and system time of a running process so far. */
    public static double cpuSeconds(long pid) throws IOException {
        return seconds(Long.toString(pid), USER_TICKS, SYSTEM_TICKS);
    }

    /** User and system time of all children of this process that have ended, from their first moment to their last. */
    static double cpuSecondsOfEndedChildren() throws IOException {
        return seconds("self", CHILDREN_USER_TICKS, CHILDREN_SYSTEM_TICKS);
    }

    /** The most memory that a process ever had resident, in kilobytes; 0 where it is ending and has none any more. */
    public static long peakRssKilobytes(long pid) throws IOException {
        return kilobytes(pid, "VmHWM:");
    }

    /** The memory that a process has resident now, in kilobytes; 0 where it is ending. */
    public static long rssKilobytes(long pid) throws IOException {
        return kilobytes(pid, "VmRSS:");
    }

    private static long kilobytes(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    private static double seconds(String process, int userField, int systemField) throws IOException {
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(userField)) + Long.parseLong(fields.get(systemField))) / TICKS_PER_SECOND;
    }
}
