package tollgate.elasticsearch.local;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A launched server with all that it occupies: its processes, its data folder, a hook that ends it with this program. */
final class Node implements AutoCloseable {
    private final DataFolder folder;
    private final ServerProcess process;
    private final LauncherArchive archive;
    private final Thread hook = new Thread(this::end, "elasticsearch-end");
    private boolean ended;

    Node(DataFolder folder, ServerProcess process, LauncherArchive archive) {
        this.folder = folder;
        this.process = process;
        this.archive = archive;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            end();
            throw new ElasticsearchFailedException("Elasticsearch is not started, since this program ends", e);
        }
    }

    ServerProcess process() {
        return process;
    }

    void kill() {
        unhook();
        release(process::kill);
    }

    @Override
    public void close() {
        unhook();
        end();
    }

    private void end() {
        release(() -> {
            process.end();
            archive.keep();
        });
    }

    private synchronized void release(Ending ending) {
        if (ended) {
            return;
        }
        ended = true;
        try (folder) {
            ending.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program ends already, and the hook with it.
        }
    }

    /** A way to end. */
    private interface Ending {
        void run() throws IOException;
    }
}
