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
    private final CompletableFuture<HttpData> whole = new CompletableFuture<>();
    private final List<HttpData> pieces = new ArrayList<>();
    private final long limitBytes;
    private final Failure tooLarge;
    private @Nullable Subscription subscription;
    private int length;

    private BodyCollector(long limitBytes, Failure tooLarge) {
        this.limitBytes = limitBytes;
        this.tooLarge = tooLarge;
    }

    /** Completes on the executor; where the limit is exceeded, with a {@link FailureException}. */
    static CompletableFuture<HttpData> collect(
            StreamMessage<? extends HttpObject> body, long limitBytes, Failure tooLarge, EventExecutor executor) {
        BodyCollector collector = new BodyCollector(limitBytes, tooLarge);
        body.subscribe(collector, executor);
        return collector.whole;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject piece) {
        if (!(piece instanceof HttpData data) || whole.isDone()) {
            return;
        }
        if (data.length() > limitBytes - length) {
            Objects.requireNonNull(subscription).cancel();
            pieces.clear();
            whole.completeExceptionally(new FailureException(tooLarge));
            return;
        }
        pieces.add(data);
        length += data.length();
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(joined());
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
        return HttpData.wrap(all);
    }
}
