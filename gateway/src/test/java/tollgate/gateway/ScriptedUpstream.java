package tollgate.gateway;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A real server that answers chat requests as a test tells it to, and remembers what it was asked. */
final class ScriptedUpstream implements AutoCloseable {
    static final String WHOLE =
            "{\"id\":\"chatcmpl-7\",\"model\":\"qianwen-turbo-0919\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":22,\"prompt_tokens_details\":{\"cached_tokens\":3},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":4}}}";
    static final String CHUNK =
            "data: {\"id\":\"chatcmpl-8\",\"model\":\"qianwen-turbo-0919\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi there\"},\"finish_reason\":null}]}\n\n";
    static final String STOP =
            "data: {\"id\":\"chatcmpl-8\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    static final String USAGE =
            "data: {\"id\":\"chatcmpl-8\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":22}}\n\n";
    static final String DONE = "data: [DONE]\n\n";

    private final List<AggregatedHttpRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Server server;
    private volatile Function<AggregatedHttpRequest, HttpResponse> script = request -> whole();

    ScriptedUpstream() {
        server = Server.builder()
                .http(0)
                .requestTimeoutMillis(0)
                .route()
                .post("/v1/chat/completions")
                .build((ctx, request) -> {
                    open.incrementAndGet();
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    var _ = end.thenRun(open::decrementAndGet);
                    HttpResponse response = HttpResponse.of(request.aggregate().thenApply(whole -> {
                        requests.add(whole);
                        return script.apply(whole);
                    }));
                    var _ = response.whenComplete().whenComplete((_, _) -> end.complete(null));
                    // Armeria itself notices only a second later that a client has hung up.
                    Objects.requireNonNull(ctx.log().partial().channel())
                            .closeFuture()
                            .addListener(_ -> end.complete(null));
                    return response;
                })
                .build();
        server.start().join();
    }

    static HttpResponse whole() {
        return json(200, WHOLE);
    }

    static HttpResponse json(int status, String body) {
        return HttpResponse.of(HttpStatus.valueOf(status), MediaType.JSON, body);
    }

    static HttpResponse events(String events) {
        return HttpResponse.of(HttpStatus.OK, MediaType.EVENT_STREAM, HttpData.ofUtf8(events));
    }

    /** Chunks without end, each when the one before it has been taken. */
    static HttpResponse endless() {
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(
                ResponseHeaders.builder(200).contentType(MediaType.EVENT_STREAM).build());
        next(writer);
        return writer;
    }

    private static void next(HttpResponseWriter writer) {
        if (writer.tryWrite(HttpData.ofUtf8(CHUNK))) {
            var _ = writer.whenConsumed().thenRun(() -> next(writer));
        }
    }

    void answer(HttpResponse once) {
        script = request -> once;
    }

    void script(Function<AggregatedHttpRequest, HttpResponse> script) {
        this.script = script;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort() + "/v1");
    }

    List<AggregatedHttpRequest> requests() {
        return requests;
    }

    AggregatedHttpRequest lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** How many calls have begun and not ended. */
    int openCalls() {
        return open.get();
    }

    @Override
    public void close() {
        var _ = server.stop();
    }
}
