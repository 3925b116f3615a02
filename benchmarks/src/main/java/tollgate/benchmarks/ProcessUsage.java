package tollgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a running process. */
record ProcessUsage(double cpuSeconds, long peakRssKilobytes) {
    /** {@code sysconf(_SC_CLK_TCK)}, which is 100 on every Linux of today. */
    private static final double TICKS_PER_SECOND = 100;

    /** Field numbers 14 and 15 of {@code /proc/PID/stat} (proc(5)), counted after the name, which may hold blanks. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    static ProcessUsage of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        double ticks = Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS));
        long peak = 0;
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmHWM:")) {
                peak = Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return new ProcessUsage(ticks / TICKS_PER_SECOND, peak);
    }

    /** A process that is ending has no memory any more. */
    ProcessUsage orMore(ProcessUsage later) {
        return new ProcessUsage(
                Math.max(cpuSeconds, later.cpuSeconds), Math.max(peakRssKilobytes, later.peakRssKilobytes));
    }
}
