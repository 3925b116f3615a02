package tollgate.benchmarks.paging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that watches over the requests, in a process of its own, which can be killed and started again. */
final class Watcher implements AutoCloseable {
    private final String path;
    private final String title;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    /**
     * Not started yet.
     *
     * @param path where its receiver is
     * @param title for people
     * @param log what it says is added to that
     */
    Watcher(String path, String title, List<String> command, Path log) {
        this.path = path;
        this.title = title;
        this.command = List.copyOf(command);
        this.log = log;
    }

    String path() {
        return path;
    }

    String title() {
        return title;
    }

    synchronized void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Kills it, and starts it again at once. */
    synchronized void restart() {
        kill();
        start();
    }

    /** An error, where it has ended by itself. */
    synchronized void check() throws IOException {
        if (process == null || !process.isAlive()) {
            throw new IOException(title + " has ended; what it said is in " + log);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
