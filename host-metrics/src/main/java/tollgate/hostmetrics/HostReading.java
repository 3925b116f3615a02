package tollgate.hostmetrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host tells of itself at one moment. What it does not tell is null, and no such field is written.
 *
 * @param fileSystems one for each device
 */
record HostReading(
        int cores,
        @Nullable CpuTime cpu,
        @Nullable Load load,
        @Nullable Memory memory,
        List<FileSystem> fileSystems,
        @Nullable ProcessUse process) {

    /** Of all cores since the host started, in a unit that only shares are made of. Idle holds waiting for a disk, too. */
    record CpuTime(long idle, long total) {}

    /** How many threads ran or wanted to, on average over so many minutes. */
    record Load(double one, double five, double fifteen) {}

    /** In bytes. */
    record Memory(long total, long available) {}

    /**
     * In bytes.
     *
     * @param available what users other than root may still write
     */
    record FileSystem(String device, String mountPoint, String type, long total, long free, long available) {}

    /** This process. */
    record ProcessUse(long pid, long rssBytes, long cpuNanos) {}
}
