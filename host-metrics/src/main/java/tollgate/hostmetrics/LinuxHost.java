package tollgate.hostmetrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.stream.LongStream;
import tollgate.hostmetrics.HostReading.CpuTime;
import tollgate.hostmetrics.HostReading.Load;
import tollgate.hostmetrics.HostReading.Memory;
import tollgate.hostmetrics.HostReading.ProcessUse;

/** Linux, as {@code /proc} tells it: proc(5), and the kernel's Documentation/filesystems/proc.rst. */
final class LinuxHost implements Host {
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    /** Up to steal; the two columns of guests behind it are contained in user and nice. */
    private static final int CPU_COLUMNS = 8;

    private static final long KIB = 1024;

    private final Path proc;
    private final LinuxFileSystems fileSystems;

    LinuxHost() {
        this(Path.of("/proc"));
    }

    LinuxHost(Path proc) {
        this.proc = proc;
        this.fileSystems = new LinuxFileSystems(proc.resolve("self/mounts"));
    }

    @Override
    public HostReading read() throws IOException {
        List<String> stat = Files.readAllLines(proc.resolve("stat"));
        int cores =
                (int) stat.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
        return new HostReading(cores, cpu(stat.getFirst()), load(), memory(), fileSystems.read(), process());
    }

    private static CpuTime cpu(String line) {
        StringTokenizer columns = new StringTokenizer(line);
        columns.nextToken();
        long[] ticks = new long[CPU_COLUMNS];
        for (int i = 0; i < CPU_COLUMNS && columns.hasMoreTokens(); i++) {
            ticks[i] = Long.parseLong(columns.nextToken());
        }
        return new CpuTime(ticks[IDLE] + ticks[IOWAIT], LongStream.of(ticks).sum());
    }

    private Load load() throws IOException {
        StringTokenizer averages = new StringTokenizer(Files.readString(proc.resolve("loadavg")));
        return new Load(
                Double.parseDouble(averages.nextToken()),
                Double.parseDouble(averages.nextToken()),
                Double.parseDouble(averages.nextToken()));
    }

    private Memory memory() throws IOException {
        Map<String, Long> bytes = bytesByName("meminfo");
        return new Memory(bytes.getOrDefault("MemTotal", 0L), bytes.getOrDefault("MemAvailable", 0L));
    }

    private ProcessUse process() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessUse(
                self.pid(),
                bytesByName("self/status").getOrDefault("VmRSS", 0L),
                self.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
    }

    /** Lines such as {@code MemTotal:  24684084 kB}. */
    private Map<String, Long> bytesByName(String file) throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : Files.readAllLines(proc.resolve(file))) {
            StringTokenizer words = new StringTokenizer(line, ": \t");
            if (line.endsWith(" kB")) {
                bytes.put(words.nextToken(), KIB * Long.parseLong(words.nextToken()));
            }
        }
        return bytes;
    }
}
