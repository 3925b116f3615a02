package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.stream.StreamMessage;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Takes a body whole, up to a limit that ends it at once. Armeria's own aggregation looks at the pieces only after the last one,
 * or answers a body that is too large before a line of it could be written.
 */
final class BodyCollector implements Subscriber<HttpObject> {
    /** Where room for a body is taken, which stays taken. */
    interface Room {
        /**
         * Takes room for so much more.
         *
         * @return null where there is room, else why the body cannot be taken
         */
        @Nullable
        Failure take(long moreBytes, Failure tooLarge);
    }

    private final CompletableFuture<HttpData> whole = new CompletableFuture<>();
    private final List<HttpData> pieces = new ArrayList<>();
    private final long announcedBytes;
    private final long limitBytes;
    private final Failure tooLarge;
    private final Room room;
    private @Nullable Subscription subscription;
    private int length;
    private long roomBytes;

    private BodyCollector(long announcedBytes, long limitBytes, Failure tooLarge, Room room) {
        this.announcedBytes = announcedBytes;
        this.limitBytes = limitBytes;
        this.tooLarge = tooLarge;
        this.room = room;
    }

    /**
     * Completes on the executor; where the limit is exceeded or there is no room, with a {@link FailureException}.
     *
     * @param announcedBytes the length as its headers say it, or less than 0: room for all of it is taken first, so that of many
     *     bodies some arrive whole, instead of a part of each
     */
    static CompletableFuture<HttpData> collect(
            StreamMessage<? extends HttpObject> body,
            long announcedBytes,
            long limitBytes,
            Failure tooLarge,
            Room room,
            EventExecutor executor) {
        BodyCollector collector = new BodyCollector(announcedBytes, limitBytes, tooLarge, room);
        body.subscribe(collector, executor);
        return collector.whole;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        if (hasRoomFor(Math.max(0, announcedBytes))) {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(HttpObject piece) {
        if (piece instanceof HttpData data && !whole.isDone() && hasRoomFor((long) length + data.length())) {
            pieces.add(data);
            length += data.length();
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(joined());
    }

    /** Whether there is room for a body of so much; else the body has ended. */
    private boolean hasRoomFor(long bytes) {
        if (bytes > roomBytes) {
            Failure failure = bytes > limitBytes ? tooLarge : room.take(bytes - roomBytes, tooLarge);
            if (failure != null) {
                Objects.requireNonNull(subscription).cancel();
                pieces.clear();
                whole.completeExceptionally(new FailureException(failure));
                return false;
            }
            roomBytes = bytes;
        }
        return true;
    }

    /** Without a copy where there is a single piece. */
    private HttpData joined() {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        byte[] all = new byte[length];
        int at = 0;
        for (HttpData piece : pieces) {
            System.arraycopy(piece.array(), 0, all, at, piece.length());
            at += piece.length();
        }
        pieces.clear(); // the message keeps its subscriber
        return HttpData.wrap(all);
    }
}
