package tollgate.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Java, memory, and the disk that the data folder is on. */
public final class MachineCheck implements Check {
    private static final int LEAST_JAVA = 25;
    private static final long MIB = 1L << 20;
    /** Gateway and log-shipper together, at their peaks. */
    private static final long LEAST_MEMORY = 512 * MIB;

    private static final long LITTLE_MEMORY = 1024 * MIB;
    private static final long LEAST_DISK = 1024 * MIB;
    private static final double LITTLE_DISK = 0.15;

    private final Path data;
    private final Path memoryInfo;

    /** @param data the folder of request logs and checkpoints; it need not be there yet */
    public MachineCheck(Path data) {
        this(data, Path.of("/proc/meminfo"));
    }

    MachineCheck(Path data, Path memoryInfo) {
        this.data = data;
        this.memoryInfo = memoryInfo;
    }

    @Override
    public List<Finding> look() {
        return List.of(java(Runtime.version()), memory(available()), disk());
    }

    static Finding java(Runtime.Version version) {
        String text = "Java " + version;
        return version.feature() >= LEAST_JAVA
                ? Finding.ok("java", text)
                : Finding.problem("java", text, "install a JDK 25 or newer and set JAVA_HOME to its folder");
    }

    private OptionalLong available() {
        try (Stream<String> lines = Files.lines(memoryInfo)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static Finding memory(OptionalLong available) {
        if (available.isEmpty()) {
            return Finding.warning(
                    "memory",
                    "this system does not say in /proc/meminfo how much memory is available",
                    "see to it that 512 MiB are, for a gateway and a log-shipper");
        }
        long bytes = available.getAsLong();
        String text = "%,d MiB of memory are available".formatted(bytes / MIB);
        if (bytes < LEAST_MEMORY) {
            return Finding.problem(
                    "memory", text, "a gateway and a log-shipper take 512 MiB: end something, or add memory");
        }
        return bytes < LITTLE_MEMORY
                ? Finding.warning(
                        "memory",
                        text,
                        "enough for a gateway and a log-shipper, and not for an Elasticsearch beside them")
                : Finding.ok("memory", text);
    }

    private Finding disk() {
        Path there = Folder.existing(data);
        try {
            FileStore store = Files.getFileStore(there);
            return disk(there, store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            return Finding.problem("disk", there + " cannot be looked at (" + e + ")", "give this user the folder");
        }
    }

    static Finding disk(Path folder, long usable, long total) {
        String text = "%,d MiB of %,d MiB are free at %s".formatted(usable / MIB, total / MIB, folder);
        if (usable < LEAST_DISK) {
            return Finding.problem(
                    "disk",
                    text,
                    "free space: a gateway that cannot write its log answers 503, and a log-shipper stops");
        }
        return usable < total * LITTLE_DISK
                ? Finding.warning("disk", text, "free space soon: delete request logs that are shipped, or move them")
                : Finding.ok("disk", text);
    }
}
