package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The running processes of this machine that have a marker on their command line. Unlike a process id in a file, a marker cannot pass
 * to another program.
 */
record MarkedProcesses(String marker) {
    private static final Path PROC = Path.of("/proc");
    private static final int POLL_MILLIS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Those that run now. One that has ended and that its parent has not taken note of does not count. */
    Set<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(marker))
                .collect(Collectors.toSet());
    }

    /** Asks them to end (SIGTERM), and those that they start meanwhile; after 20 seconds, or when interrupted, by force. */
    void end() {
        boolean ended = false;
        try {
            ended = signalUntilGone(ProcessHandle::destroy);
        } finally {
            if (!ended) {
                kill();
            }
        }
    }

    /**
     * Ends them by force (SIGKILL) and waits until they are gone.
     *
     * @throws ElasticsearchFailedException where they do not go
     */
    void kill() {
        if (!signalUntilGone(ProcessHandle::destroyForcibly)) {
            throw new ElasticsearchFailedException("Processes of Elasticsearch do not end although they were killed: "
                    + running().stream().map(ProcessHandle::pid).toList());
        }
    }

    private boolean signalUntilGone(Consumer<ProcessHandle> signal) {
        long start = System.nanoTime();
        Set<ProcessHandle> signalled = new HashSet<>();
        for (Set<ProcessHandle> left = running();
                !left.isEmpty() || signalled.stream().anyMatch(MarkedProcesses::isEnding);
                left = running()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            left.forEach(signal);
            signalled.addAll(left);
            Pause.millis(POLL_MILLIS);
        }
        return true;
    }

    /**
     * Whether a thread of it is left. A process that ends gives its memory back first, which may take a second, and has no command
     * line from then on; only after that it closes its files and ports.
     */
    private static boolean isEnding(ProcessHandle process) {
        if (!Files.isDirectory(PROC)) {
            return process.isAlive();
        }
        try (Stream<Path> threads =
                Files.list(PROC.resolve(Long.toString(process.pid())).resolve("task"))) {
            return process.isAlive() && threads.anyMatch(MarkedProcesses::isThread);
        } catch (IOException | UncheckedIOException e) {
            return false; // it has gone meanwhile
        }
    }

    /** Not so where it has ended, and only its parent has not taken note of it; see proc(5), the state in {@code stat}. */
    private static boolean isThread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The arguments, or an empty text where they cannot be read, as is the case when the process has ended. */
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
}
