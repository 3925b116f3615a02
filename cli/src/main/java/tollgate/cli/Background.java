package tollgate.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that runs in a thread of its own until it is told to stop. */
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final String name;
    private final Runnable stop;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> end;

    Background(String name, Callable<?> run, Runnable stop) {
        this.name = name;
        this.stop = stop;
        this.end = thread.submit(run);
    }

    /** Fails if it has ended, which it does not do by itself. */
    void check() throws CommandFailedException, InterruptedException {
        if (!end.isDone()) {
            return;
        }
        await();
    }

    /** Waits until it has come to its end by itself. */
    void await() throws CommandFailedException, InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private CommandFailedException failed(ExecutionException failure) {
        return new CommandFailedException("the " + name + " stopped: " + failure.getCause(), failure);
    }

    @Override
    public void close() {
        stop.run();
        try {
            end.get();
        } catch (ExecutionException e) {
            LOG.warn("the {} failed", name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
