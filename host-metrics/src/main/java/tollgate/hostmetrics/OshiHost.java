package tollgate.hostmetrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OSFileStore;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;
import tollgate.hostmetrics.HostReading.CpuTime;
import tollgate.hostmetrics.HostReading.FileSystem;
import tollgate.hostmetrics.HostReading.Load;
import tollgate.hostmetrics.HostReading.Memory;
import tollgate.hostmetrics.HostReading.ProcessUse;

/** Any system that OSHI knows. It loads a native library, which costs some 30 MB. */
final class OshiHost implements Host {
    private static final int AVERAGES = 3;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final OperatingSystem system;

    OshiHost() {
        SystemInfo info = new SystemInfo();
        processor = info.getHardware().getProcessor();
        memory = info.getHardware().getMemory();
        system = info.getOperatingSystem();
    }

    @Override
    public HostReading read() {
        return new HostReading(
                processor.getLogicalProcessorCount(),
                cpu(),
                load(),
                new Memory(memory.getTotal(), memory.getAvailable()),
                fileSystems(),
                process());
    }

    private CpuTime cpu() {
        long[] ticks = processor.getSystemCpuLoadTicks();
        return new CpuTime(
                ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()],
                LongStream.of(ticks).sum());
    }

    /** Windows has none, which OSHI tells by negative numbers. */
    private @Nullable Load load() {
        double[] averages = processor.getSystemLoadAverage(AVERAGES);
        return averages[AVERAGES - 1] < 0 ? null : new Load(averages[0], averages[1], averages[2]);
    }

    private List<FileSystem> fileSystems() {
        Map<String, FileSystem> byDevice = new LinkedHashMap<>();
        for (OSFileStore store : system.getFileSystem().getFileStores(true)) {
            if (store.getTotalSpace() > 0 && !store.getType().equals("tmpfs")) {
                byDevice.putIfAbsent(
                        store.getVolume(),
                        new FileSystem(
                                store.getVolume(),
                                store.getMount(),
                                store.getType(),
                                store.getTotalSpace(),
                                store.getFreeSpace(),
                                store.getUsableSpace()));
            }
        }
        return List.copyOf(byDevice.values());
    }

    private ProcessUse process() {
        OSProcess self = system.getCurrentProcess();
        long cpuMillis = self.getKernelTime() + self.getUserTime();
        return new ProcessUse(self.getProcessID(), self.getResidentMemory(), cpuMillis * NANOS_PER_MILLI);
    }
}
