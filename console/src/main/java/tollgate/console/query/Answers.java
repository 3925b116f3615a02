package tollgate.console.query;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tollgate.console.query.QueryFailedException.Reason;

/**
 * Answers as bytes, each worked out once for all who ask for it within the refresh interval: who asks while it is being worked out waits for the
 * same. A failure is kept for a moment only. At most {@value #MOST_AT_ONCE} are worked out at once and {@value #MOST_WAITING} wait;
 * more are refused as {@link Reason#BUSY}. Kept answers have at most {@value #MOST_BYTES} bytes together.
 */
public final class Answers implements AutoCloseable {
    private static final int MOST_AT_ONCE = 6;
    private static final int MOST_WAITING = 256;
    private static final long MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_KEPT = 2_000;
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(3);

    /** Works an answer out. */
    @FunctionalInterface
    public interface Work {
        byte[] get() throws QueryFailedException;
    }

    private final InstantSource clock;
    private final Duration kept;
    private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75F, true);
    private final ThreadPoolExecutor threads;
    private long bytes;

    /** @param kept how long an answer is as good as new */
    public Answers(InstantSource clock, Duration kept) {
        this.clock = clock;
        this.kept = kept;
        this.threads = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("query-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The answer to what the key stands for; completes exceptionally with a {@link QueryFailedException}.
     *
     * @param key equal for equal answers
     */
    public CompletableFuture<byte[]> get(Object key, Work work) {
        Entry entry;
        synchronized (this) {
            Entry there = entries.get(key);
            if (there != null && !there.isStale(clock.instant())) {
                return there.answer;
            }
            entry = new Entry();
            put(key, entry);
        }
        start(entry, work);
        return entry.answer;
    }

    private void start(Entry entry, Work work) {
        try {
            threads.execute(() -> work(entry, work));
        } catch (RejectedExecutionException e) {
            fail(entry, new QueryFailedException(Reason.BUSY, "the console has too much to do: wait a little"));
        }
    }

    // What fails here, whatever it is, must not leave those waiting who wait for it.
    @SuppressWarnings("CatchingUnchecked")
    private void work(Entry entry, Work work) {
        try {
            byte[] answer = work.get();
            synchronized (this) {
                entry.size = answer.length;
                entry.until = clock.instant().plus(kept);
                bytes += answer.length;
                evict(entry);
            }
            entry.answer.complete(answer);
        } catch (QueryFailedException | RuntimeException | Error e) {
            fail(entry, e);
        }
    }

    private void fail(Entry entry, Throwable failure) {
        synchronized (this) {
            entry.until = clock.instant().plus(FAILURE_KEPT.compareTo(kept) < 0 ? FAILURE_KEPT : kept);
        }
        entry.answer.completeExceptionally(failure);
    }

    private void put(Object key, Entry entry) {
        Entry before = entries.put(key, entry);
        if (before != null) {
            bytes -= before.size;
        }
    }

    private void evict(Entry newest) {
        Instant now = clock.instant();
        for (Iterator<Entry> each = entries.values().iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            boolean full = bytes > MOST_BYTES || entries.size() > MOST_KEPT;
            if (entry.until != null && entry != newest && (full || entry.isStale(now))) {
                each.remove();
                bytes -= entry.size;
            }
        }
    }

    synchronized long keptBytes() {
        return bytes;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class Entry {
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
        /** Null while it is worked out. */
        private @Nullable Instant until;

        private int size;

        boolean isStale(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }
}
