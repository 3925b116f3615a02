package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of a few kilobytes. Only root may have one, and not in every container: elsewhere the test is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Puts one in the place of an empty folder. */
    static SmallDisk at(Path folder, int kilobytes) throws IOException, InterruptedException {
        int exit = run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
        assumeTrue(exit == 0, "no file system can be mounted here");
        return new SmallDisk(folder);
    }

    void grow(int kilobytes) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString()))
                .isZero();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(run("umount", folder.toString())).isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
