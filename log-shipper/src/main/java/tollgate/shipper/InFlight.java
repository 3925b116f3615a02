package tollgate.shipper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.file.LineFeeds;

/**
 * The batches on their way, in the order of their lines. They may arrive in any order, but only the oldest is ever given back,
 * so that what is acknowledged has no gap. A fixed number of batches goes round: when all are out, the reader waits.
 */
final class InFlight implements AutoCloseable {
    private record Sent(Batch batch, Future<?> arrival) {}

    /** Sends a batch and returns when all of it has arrived. */
    interface Sender {
        void send(Batch batch) throws Exception;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Batch> free = new ArrayDeque<>();
    private final Deque<Sent> sent = new ArrayDeque<>();

    InFlight(int batches, int batchBytes, SloThresholds thresholds) {
        for (int i = 0; i <= batches; i++) {
            free.add(new Batch(Math.max(batchBytes, LineFeeds.LONGEST_PIECE), thresholds));
        }
    }

    /** An empty batch to fill, or null while all are on their way. */
    @Nullable
    Batch free() {
        return free.peek();
    }

    /** Sends the batch that {@link #free} gave. */
    void send(Batch batch, Sender sender) {
        free.remove(batch);
        sent.add(new Sent(batch, threads.submit(() -> {
            sender.send(batch);
            return null;
        })));
    }

    boolean isEmpty() {
        return sent.isEmpty();
    }

    /**
     * The oldest batch, once it has arrived.
     *
     * @return null where it has not within the time
     */
    @Nullable
    Batch arrived(long waitMillis) throws InterruptedException, ExecutionException {
        Sent oldest = sent.peek();
        if (oldest == null) {
            return null;
        }
        try {
            oldest.arrival.get(waitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        }
        sent.remove();
        return oldest.batch;
    }

    /** Gives a batch back to be filled again. */
    void recycle(Batch batch) {
        batch.clear();
        free.add(batch);
    }

    /** Gives up what is still on its way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
