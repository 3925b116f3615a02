package tollgate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tollgate.shipper.Oracle;

/**
 * Writes an oracle's requests as far as it is let, some of them twice, the second time up to {@value #KEPT} requests later, and puts
 * files aside.
 */
final class ChaosLog implements AutoCloseable {
    private static final int LINES_PER_WRITE = 50;
    private static final int WRITES_PER_FILE = 100;
    private static final int PAUSE_MILLIS = 20;
    private static final int KEPT = 2_000;
    /** One in so many is written again. */
    private static final int REPEATED = 20;

    private final Path folder;
    private final Oracle oracle;
    private final int count;
    private final Random random;
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "chaos-log");
    private int limit;

    /** @param count of requests, repeated ones not counted */
    ChaosLog(Path folder, Oracle oracle, int count, long seed) {
        this.folder = folder;
        this.oracle = oracle;
        this.count = count;
        this.random = new Random(seed);
        thread.start();
    }

    /** Written so far. */
    int requests() {
        return requests.get();
    }

    /** Lets it write up to so many in all. */
    void letUpTo(int some) {
        allowed.release(some - limit);
        limit = some;
    }

    /** Whether it has written as much as it may, up to the rest of one write. */
    boolean isAtItsLimit() throws ExecutionException, InterruptedException {
        if (end.isDone()) {
            end.get();
            return true;
        }
        return limit - requests.get() < LINES_PER_WRITE;
    }

    /** Waits until all are written. */
    void awaitEnd() throws InterruptedException, ExecutionException {
        letUpTo(count);
        end.get();
    }

    private void run() {
        try {
            write();
            end.complete(null);
        } catch (IOException | InterruptedException e) {
            end.completeExceptionally(e);
        }
    }

    private void write() throws IOException, InterruptedException {
        Path log = folder.resolve("requests.log");
        String[] recent = new String[KEPT];
        int written = 0;
        for (int writes = 1; written < count; writes++) {
            int lines = Math.min(LINES_PER_WRITE, count - written);
            allowed.acquire(lines);
            StringBuilder some = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                String line = oracle.line();
                some.append(line);
                recent[written++ % KEPT] = line;
                if (random.nextInt(REPEATED) == 0) {
                    some.append(recent[random.nextInt(Math.min(written, KEPT))]);
                }
            }
            Files.writeString(log, some, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            requests.set(written);
            if (writes % WRITES_PER_FILE == 0) {
                Files.move(log, folder.resolve("requests-" + writes + ".log"));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
