package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A client that sees each piece of an answer as it comes, and may hang up after some of them. */
final class BodyListener implements Subscriber<HttpObject> {
    private final int hangUpAfter;
    private final BiConsumer<String, String> onPiece;
    private volatile String text = "";
    private final AtomicInteger pieces = new AtomicInteger();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private String requestId = "";

    private BodyListener(int hangUpAfter, BiConsumer<String, String> onPiece) {
        this.hangUpAfter = hangUpAfter;
        this.onPiece = onPiece;
    }

    private static BodyListener on(HttpResponse response, BodyListener listener) {
        response.subscribe(listener);
        return listener;
    }

    static BodyListener listen(HttpResponse response) {
        return on(response, new BodyListener(Integer.MAX_VALUE, (id, piece) -> {}));
    }

    static BodyListener hangUpAfter(int pieces, HttpResponse response) {
        return on(response, new BodyListener(pieces, (id, piece) -> {}));
    }

    /** @param onPiece gets the request's id and the piece, at the moment that the client has it */
    static BodyListener listen(HttpResponse response, BiConsumer<String, String> onPiece) {
        return on(response, new BodyListener(Integer.MAX_VALUE, onPiece));
    }

    String text() {
        return text;
    }

    int pieces() {
        return pieces.get();
    }

    /** The whole text, or the exception that ended it: the listener's own too. */
    CompletableFuture<String> end() {
        return end;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject object) {
        if (object instanceof ResponseHeaders headers) {
            requestId = headers.get(Answers.REQUEST_ID, "");
        } else if (object instanceof HttpData data) {
            String piece = data.toStringUtf8();
            text = text.concat(piece);
            try {
                onPiece.accept(requestId, piece);
            } catch (RuntimeException | AssertionError e) {
                end.completeExceptionally(e);
            }
            if (pieces.incrementAndGet() == hangUpAfter && subscription != null) {
                subscription.cancel();
                end.cancel(false);
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        end.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        end.complete(text());
    }
}
