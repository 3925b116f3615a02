package tollgate.shipper.bulk;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The batches on their way, in the order of their lines. They may arrive in any order, but only the oldest is ever given back,
 * so that what is acknowledged has no gap. A fixed number of batches goes round: when all are out, the reader waits.
 */
public final class InFlight<B> implements AutoCloseable {
    private record Sent<B>(B batch, Future<?> arrival) {}

    /** Sends a batch and returns when all of it has arrived. */
    public interface Sender<B> {
        void send(B batch) throws Exception;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<B> free = new ArrayDeque<>();
    private final Deque<Sent<B>> sent = new ArrayDeque<>();

    /** Sends these batches, which are empty now; as each but one may be on its way, they are all the memory that it takes. */
    public InFlight(Collection<B> batches) {
        free.addAll(batches);
    }

    /** An empty batch to fill, or null while all are on their way. */
    public @Nullable B free() {
        return free.peek();
    }

    /** Sends the batch that {@link #free} gave. */
    public void send(B batch, Sender<B> sender) {
        free.remove(batch);
        sent.add(new Sent<>(batch, threads.submit(() -> {
            sender.send(batch);
            return null;
        })));
    }

    public boolean isEmpty() {
        return sent.isEmpty();
    }

    /**
     * The oldest batch, once it has arrived.
     *
     * @return null where it has not within the time
     */
    public @Nullable B arrived(long waitMillis) throws InterruptedException, ExecutionException {
        Sent<B> oldest = sent.peek();
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

    /** Gives a batch back, emptied, to be filled again. */
    public void recycle(B batch) {
        free.add(batch);
    }

    /** Gives up what is still on its way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
