package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/** What the operating system says about processes that are not necessarily our children. */
final class Processes {
    private static final int POLL_MILLIS = 20;
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** The command line, or an empty text where it cannot be read, as is the case when the process has ended. */
    static String commandLine(ProcessHandle process) {
        if (!Files.isDirectory(PROC)) {
            return process.info().commandLine().orElse("");
        }
        try {
            // Java's own view ends after one page, and the server's command line is longer than that in deep folders.
            Path file = PROC.resolve(Long.toString(process.pid())).resolve("cmdline");
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether it still runs. A process that ended but that its parent has not taken note of has an empty command line. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive()
                && !(Files.isDirectory(PROC) && commandLine(process).isEmpty());
    }

    /** Whether all of them have ended in time. */
    static boolean awaitEnd(Collection<ProcessHandle> processes, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (processes.stream().anyMatch(Processes::runs)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Pause.millis(POLL_MILLIS);
        }
        return true;
    }
}
