package tollgate.hostmetrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tollgate.hostmetrics.HostReading.CpuTime;
import tollgate.hostmetrics.HostReading.FileSystem;
import tollgate.hostmetrics.HostReading.Load;
import tollgate.hostmetrics.HostReading.Memory;

@EnabledOnOs(OS.LINUX)
class LinuxHostTest extends HostContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path proc;

    @Override
    Host host() {
        return Host.here();
    }

    @Test
    void saysTheSameAsOshi() throws IOException {
        HostReading ours = host().read();
        HostReading other = new OshiHost().read();

        assertThat(ours.cores()).isEqualTo(other.cores());
        assertThat(requireNonNull(ours.memory()).total())
                .isEqualTo(requireNonNull(other.memory()).total());
        assertThat(requireNonNull(other.cpu()).idle())
                .isGreaterThanOrEqualTo(requireNonNull(ours.cpu()).idle());
    }

    @Test
    void readsTheFilesOfTheKernel() throws IOException {
        write(
                "stat",
                "cpu  10 20 30 400 50 6 7 8 1000 2000\ncpu0 1 2 3 4 5 6 7 8 9 0\ncpu1 1 2 3 4 5 6 7 8 9 0\nctxt 5\n");
        write("loadavg", "0.35 1.50 2.25 1/345 9876\n");
        write(
                "meminfo",
                "MemTotal:       8000 kB\nMemFree:         100 kB\nMemAvailable:   3000 kB\nDirectMap4k:  12 kB\nHugePages_Total:   0\n");
        Files.createDirectory(proc.resolve("self"));
        write("self/status", "Name:\tjava\nVmHWM:\t  900 kB\nVmRSS:\t  700 kB\nThreads:\t9\n");
        write("self/mounts", "proc /proc proc rw 0 0\n");

        HostReading reading = new LinuxHost(proc).read();

        assertThat(reading.cores()).isEqualTo(2);
        assertThat(reading.cpu()).isEqualTo(new CpuTime(450, 531));
        assertThat(reading.load()).isEqualTo(new Load(0.35, 1.5, 2.25));
        assertThat(reading.memory()).isEqualTo(new Memory(8_000 * 1024, 3_000 * 1024));
        assertThat(requireNonNull(reading.process()).rssBytes()).isEqualTo(700 * 1024);
        assertThat(reading.fileSystems()).isEmpty();
    }

    @Test
    void eachDeviceStandsOnceAtItsShortestPlace() throws IOException {
        Path above = proc.resolve("a b");
        Path deep = Files.createDirectories(above.resolve("deep"));
        String escaped = deep.toString().replace(" ", "\\040");
        String folder = above.toString().replace(" ", "\\040");
        Path mounts = write(
                "mounts",
                "overlay / overlay rw 0 0\n"
                        + "tmpfs " + proc + " tmpfs rw 0 0\n"
                        + "/dev/vda " + escaped + " ext4 rw 0 0\n"
                        + "/dev/vda " + folder + " ext4 rw 0 0\n"
                        + "/dev/loop3 " + proc + " squashfs ro 0 0\n"
                        + "server:/export " + proc + " nfs4 rw 0 0\n"
                        + "//server/share " + proc + " cifs rw 0 0\n"
                        + "/dev/gone " + proc.resolve("absent") + " xfs rw 0 0\n"
                        + "tank/data " + proc + " zfs rw 0 0\n");

        assertThat(new LinuxFileSystems(mounts).read())
                .extracting(FileSystem::device, FileSystem::mountPoint, FileSystem::type)
                .containsExactly(
                        tuple("/dev/vda", above.toString(), "ext4"), tuple("tank/data", proc.toString(), "zfs"));
    }

    @Test
    void layersOfAContainerCountWhereItShowsNoDevice() throws IOException {
        Path mounts = write("mounts", "overlay / overlay rw 0 0\ntmpfs /dev tmpfs rw 0 0\n");

        assertThat(new LinuxFileSystems(mounts).read())
                .extracting(FileSystem::device, FileSystem::mountPoint)
                .containsExactly(tuple("overlay", "/"));
    }

    private Path write(String file, String content) throws IOException {
        return Files.writeString(proc.resolve(file), content);
    }
}
