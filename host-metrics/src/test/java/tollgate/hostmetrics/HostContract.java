package tollgate.hostmetrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.hostmetrics.HostReading.CpuTime;
import tollgate.hostmetrics.HostReading.FileSystem;
import tollgate.hostmetrics.HostReading.Memory;
import tollgate.hostmetrics.HostReading.ProcessUse;

/** What holds of every reading of a real host, whatever it has. */
abstract class HostContract {
    abstract Host host();

    @Test
    void readingsArePlausible() throws IOException {
        Host host = host();
        HostReading first = host.read();
        HostReading second = host.read();

        assertThat(second.cores()).isPositive();
        CpuTime cpu = requireNonNull(second.cpu());
        assertThat(cpu.idle()).isBetween(0L, cpu.total());
        assertThat(cpu.total())
                .isGreaterThanOrEqualTo(requireNonNull(first.cpu()).total());
        Memory memory = requireNonNull(second.memory());
        assertThat(memory.available()).isBetween(1L, memory.total());
        ProcessUse process = requireNonNull(second.process());
        assertThat(process.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(process.rssBytes()).isBetween(1L, memory.total());
        assertThat(process.cpuNanos()).isPositive();
        Set<String> devices = new HashSet<>();
        assertThat(second.fileSystems()).isNotEmpty();
        for (FileSystem each : second.fileSystems()) {
            assertThat(devices.add(each.device())).as(each.device()).isTrue();
            assertThat(each.type()).isNotEqualTo("tmpfs");
            assertThat(each.total()).isPositive();
            assertThat(each.available()).isBetween(0L, each.free());
            assertThat(each.free()).isLessThanOrEqualTo(each.total());
        }
    }
}
