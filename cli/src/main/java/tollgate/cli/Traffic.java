package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Chat requests as several teams send them, over the gateway's real HTTP API: streamed and not, a few of them wrong, a few
 * given up by the client after the first chunk.
 */
final class Traffic {
    private static final List<String> MODELS =
            List.of("qianwen-turbo", "qianwen-turbo", "qianwen-turbo", "qwen-max", "qwen-max", "deepseek-chat");
    /** All models that it asks for. */
    static final List<String> MODEL_NAMES = MODELS.stream().distinct().toList();

    private static final List<String> TENANTS = List.of("search", "search", "support", "lab");
    private static final int CONCURRENT = 128;
    private static final int SHARE_STREAMED = 60;
    private static final int SHARE_ABORTED = 3;
    private static final int SHARE_WRONG = 2;

    private final ObjectMapper json = new ObjectMapper();
    private final Semaphore free = new Semaphore(CONCURRENT);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final WebClient client;
    private final Random random;

    Traffic(URI gateway, long seed) {
        client = WebClient.builder(gateway)
                .responseTimeout(Duration.ofMinutes(5))
                .maxResponseLength(0)
                .build();
        random = new Random(seed);
    }

    long sent() {
        return sent.get();
    }

    long ended() {
        return ended.get();
    }

    /** Sends one request; waits while there are too many open ones. */
    void send() throws InterruptedException {
        free.acquire();
        int draw = random.nextInt(100);
        boolean wrong = draw < SHARE_WRONG;
        boolean aborted = !wrong && draw < SHARE_WRONG + SHARE_ABORTED;
        boolean stream = aborted || random.nextInt(100) < SHARE_STREAMED;
        HttpRequest request = HttpRequest.of(
                RequestHeaders.builder(HttpMethod.POST, "/v1/chat/completions")
                        .contentType(MediaType.JSON)
                        .add("x-tenant-id", TENANTS.get(random.nextInt(TENANTS.size())))
                        .add(HttpHeaderNames.USER_AGENT, "tollgate-demo")
                        .build(),
                HttpData.ofUtf8(body(stream, wrong)));
        sent.incrementAndGet();
        HttpResponse response = client.execute(request);
        response.subscribe(new Reader(aborted));
    }

    /** Waits until every request has come to its end. */
    void awaitEnd() throws InterruptedException {
        free.acquire(CONCURRENT);
        free.release(CONCURRENT);
    }

    private String body(boolean stream, boolean wrong) {
        ObjectNode body = json.createObjectNode()
                .put("model", MODELS.get(random.nextInt(MODELS.size())))
                .put("user", "user-" + random.nextInt(40));
        if (!wrong) {
            body.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", "Please explain. ".repeat(1 + (int) Math.exp(random.nextGaussian() + 2)));
        }
        if (stream) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        return body.toString();
    }

    /** Reads an answer to its end, or gives it up at its first chunk. */
    private final class Reader implements Subscriber<HttpObject> {
        private final boolean aborting;
        private boolean given;

        @SuppressWarnings("NullAway.Init") // the first call sets it
        private Subscription subscription;

        Reader(boolean aborting) {
            this.aborting = aborting;
        }

        @Override
        public void onSubscribe(Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(HttpObject part) {
            if (aborting && part instanceof HttpData) {
                subscription.cancel();
                end();
            }
        }

        @Override
        public void onError(Throwable failure) {
            end();
        }

        @Override
        public void onComplete() {
            end();
        }

        private void end() {
            if (!given) {
                given = true;
                ended.incrementAndGet();
                free.release();
            }
        }
    }
}
