package tollgate.elasticsearch.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The wait for a launched server: until it is healthy, or has ended, or has had its time. */
final class StartUp {
    private static final int POLL_MILLIS = 50;
    private static final long SECONDS_PER_MESSAGE = 5;

    private final String name;
    private final ElasticsearchSettings settings;
    private final DataFolder folder;
    private final Consumer<String> progress;
    private final long startNanos = System.nanoTime();

    StartUp(String name, ElasticsearchSettings settings, DataFolder folder, Consumer<String> progress) {
        this.name = name;
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
    }

    /** The folder of the server that is waited for. */
    Path folder() {
        return folder.path();
    }

    /**
     * Where it listens.
     *
     * @throws PortTakenException where another program took the port meanwhile
     * @throws ElasticsearchFailedException where it ended, or is not healthy in time
     */
    URI await(ServerProcess server) throws IOException {
        progress.accept("Starting " + name);
        long nextMessageSeconds = SECONDS_PER_MESSAGE;
        try (Health health = new Health(folder.httpPorts())) {
            while (true) {
                Optional<URI> uri = health.healthy();
                if (uri.isPresent()) {
                    progress.accept(name + " is up at " + uri.get() + " after " + seconds() + " s");
                    return uri.get();
                }
                OptionalInt exitCode = server.exitCode();
                if (exitCode.isPresent()) {
                    throw ended(exitCode.getAsInt());
                }
                if (seconds() >= settings.startTimeout().toSeconds()) {
                    throw new ElasticsearchFailedException(new LogTail(folder.log())
                            .explain(name + " is not healthy after " + seconds() + " s (see "
                                    + Environment.START_TIMEOUT_SECONDS + ")"));
                }
                if (seconds() >= nextMessageSeconds) {
                    progress.accept(name + " is starting (" + seconds() + " s)");
                    nextMessageSeconds += SECONDS_PER_MESSAGE;
                }
                Pause.millis(POLL_MILLIS);
            }
        }
    }

    private ElasticsearchFailedException ended(int exitCode) {
        LogTail log = new LogTail(folder.log());
        if (settings.port() != 0 && log.contains("BindHttpException")) {
            return new PortTakenException(settings.port());
        }
        return new ElasticsearchFailedException(
                log.explain(name + " ended with code " + exitCode + " while it started"));
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    }
}
