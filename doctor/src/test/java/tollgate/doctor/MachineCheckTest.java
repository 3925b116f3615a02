package tollgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineCheckTest {
    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({"511, PROBLEM", "512, WARNING", "1023, WARNING", "1024, OK"})
    void memory(long mebibytes, Severity severity) {
        assertThat(MachineCheck.memory(OptionalLong.of(mebibytes * MIB)).severity())
                .isEqualTo(severity);
    }

    @Test
    void memoryThatIsNotToldIsNotTakenForEnough() {
        assertThat(MachineCheck.memory(OptionalLong.empty()).severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"1023, 2000, PROBLEM", "1024, 10000, WARNING", "1499, 10000, WARNING", "1500, 10000, OK"})
    void disk(long usable, long total, Severity severity) {
        assertThat(MachineCheck.disk(Path.of("/data"), usable * MIB, total * MIB)
                        .severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"24.0.2, PROBLEM", "25, OK", "26.0.1, OK"})
    void java(String version, Severity severity) {
        assertThat(MachineCheck.java(Runtime.Version.parse(version)).severity()).isEqualTo(severity);
    }

    @Test
    void readsTheMachine(@TempDir Path folder) throws Exception {
        Path memory = Files.writeString(
                folder.resolve("meminfo"), "MemTotal:       16000000 kB\nMemAvailable:    1048576 kB\n");

        List<Finding> found = new MachineCheck(folder.resolve("not/there/yet"), memory).look();

        assertThat(found).extracting(Finding::check).containsExactly("java", "memory", "disk");
        assertThat(found.get(1).text()).isEqualTo("1,024 MiB of memory are available");
        assertThat(found.get(2).text()).endsWith(" are free at " + folder);
    }
}
