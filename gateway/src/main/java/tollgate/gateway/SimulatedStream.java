package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * One streamed answer of the simulated model: chunk after chunk in its time, each only after the one before has been taken. Ends
 * when it is aborted.
 */
final class SimulatedStream {
    private static final int TOKENS_PER_CHUNK = 8;

    private final HttpResponseWriter response = HttpResponse.streaming();
    private final SimulatedAnswer answer;
    private final String model;
    private final Instant created;
    private final SimulatedJson json;
    private final EventLoop eventLoop;
    private final long contentTokens;
    private long token;

    SimulatedStream(SimulatedAnswer answer, String model, Instant created, SimulatedJson json, EventLoop eventLoop) {
        this.answer = answer;
        this.model = model;
        this.created = created;
        this.json = json;
        this.eventLoop = eventLoop;
        this.contentTokens = answer.outputTokens() - answer.reasoningTokens();
    }

    HttpResponse start() {
        response.write(ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.EVENT_STREAM)
                .build());
        after(answer.firstTokenNanos() + answer.reasoningTokens() * answer.tokenNanos());
        return response;
    }

    private void after(long nanos) {
        var _ = eventLoop.schedule(this::next, nanos, TimeUnit.NANOSECONDS);
    }

    private void next() {
        long end = Math.min(token + TOKENS_PER_CHUNK, contentTokens);
        boolean isLast = end == contentTokens;
        HttpData chunk = json.chunk(answer, model, created, token, end, isLast);
        if (!response.tryWrite(chunk)) {
            return; // aborted
        }
        long tokens = end - token;
        token = end;
        if (isLast) {
            end();
        } else {
            var _ = response.whenConsumed().thenRun(() -> after(tokens * answer.tokenNanos()));
        }
    }

    private void end() {
        if (response.tryWrite(json.usageChunk(answer, model, created)) && response.tryWrite(json.done())) {
            response.close();
        }
    }
}
