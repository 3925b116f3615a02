package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.common.util.Exceptions;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one request: its body, the upstream's answer, the client's answer. All of it on the request's event loop.
 *
 * <p>However it ends, its line is handed to the operating system first, and only then is the client given the end.
 */
final class ChatExchange implements SseRelay.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(ChatExchange.class);
    private static final int OK = 200;

    private final ChatParts parts;
    private final Routing routing;
    private final Visit visit;
    private final CallRecord record;
    private final HttpRequest request;
    private final EventLoop eventLoop;
    private final BodyMemory.Share memory;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private final long deadlineNanos;
    private volatile @Nullable ScheduledFuture<?> timer;
    private @Nullable UpstreamCalls calls;
    private boolean streaming;

    ChatExchange(
            ChatParts parts,
            Routing routing,
            Visit visit,
            CallRecord record,
            HttpRequest request,
            EventLoop eventLoop) {
        this.parts = parts;
        this.routing = routing;
        this.deadlineNanos = System.nanoTime() + parts.requestTimeout().toNanos();
        this.visit = visit;
        this.record = record;
        this.request = request;
        this.eventLoop = eventLoop;
        this.memory = parts.memory().share();
    }

    HttpResponse start() {
        HttpResponse response = HttpResponse.of(answer);
        long slowNanos = parts.slowStart().toNanos();
        long limitNanos = parts.requestTimeout().toNanos();
        if (slowNanos < limitNanos) { // one timer at a time
            schedule(
                    () -> {
                        record.slow();
                        schedule(this::timeOut, limitNanos - slowNanos);
                    },
                    slowNanos);
        } else {
            schedule(this::timeOut, limitNanos);
        }
        then(response.whenComplete(), (_, _) -> {
            ScheduledFuture<?> last = timer;
            if (last != null) {
                last.cancel(false);
            }
        });
        Failure denied = visit.denied();
        if (denied != null) { // nobody reads its body
            fail(denied);
            return response;
        }
        Failure tooLarge = Failure.bodyTooLarge(parts.bodyLimitBytes());
        then(
                BodyCollector.collect(
                        request,
                        request.headers().contentLength(),
                        parts.bodyLimitBytes(),
                        tooLarge,
                        memory::request,
                        eventLoop),
                this::received);
        return response;
    }

    private void schedule(Runnable step, long nanos) {
        timer = eventLoop.schedule(() -> guarded(step), nanos, TimeUnit.NANOSECONDS);
    }

    /** The client has got its answer, or has gone before. */
    void closed() {
        if (!record.hasEnded()) {
            record.fail(Failure.CLIENT_CLOSED, Failure.CLIENT_CLOSED.status());
            abortUpstream(Failure.CLIENT_CLOSED);
        }
        visit.left();
        memory.end();
    }

    /** Ends the exchange, whatever stage it is at; one that has ended already is left alone. */
    void fail(Failure failure) {
        if (record.hasEnded()) {
            return;
        }
        Failure told = record.fail(failure, streaming ? OK : failure.status());
        abortUpstream(failure);
        answer.complete(parts.answers().error(record.requestId(), visit, told));
    }

    private void timeOut() {
        fail(record.isBodyReceived() ? Failure.TIMEOUT : Failure.BODY_TIMEOUT);
    }

    private void received(@Nullable HttpData body, @Nullable Throwable cause) {
        if (record.hasEnded()) {
            return;
        }
        if (body == null) {
            fail(
                    cause != null && Exceptions.peel(cause) instanceof FailureException e
                            ? e.failure()
                            : Failure.CLIENT_CLOSED);
            return;
        }
        record.bodyReceived();
        ChatRequestParser parser = new ChatRequestParser(parts.json(), routing.defaultModel());
        try {
            AskedRequest parsed = parser.parse(body);
            record.asked(parser.model(), parser.stream(), parser.user());
            List<Route> ways = routing.waysOf(parsed.model());
            Failure denied = visit.asked(parser.model(), parser.stream());
            if (denied != null) {
                fail(denied);
            } else if (ways == null) {
                fail(Failure.MODEL_NOT_FOUND);
            } else {
                call(parsed, new RetryPlan(ways, parts.backoff(), deadlineNanos));
            }
        } catch (InvalidRequestException e) {
            record.asked(parser.model(), parser.stream(), parser.user());
            fail(Failure.invalidRequest(e));
        }
    }

    private void call(AskedRequest asked, RetryPlan plan) {
        if (asked.stream()) {
            record.facts().estimateBy(estimate(asked));
        }
        calls = new UpstreamCalls(parts, record, plan, memory, eventLoop, new UpstreamCalls.Listener() {
            @Override
            public void answered(ResponseHeaders headers, StreamMessage<HttpData> body) {
                guarded(() -> ChatExchange.this.answered(asked, headers, body));
            }

            @Override
            public void failed(Failure failure) {
                fail(failure);
            }

            @Override
            public void broken(RuntimeException cause) {
                internalError(cause);
            }
        });
        calls.start(asked);
    }

    private void answered(AskedRequest asked, ResponseHeaders headers, StreamMessage<HttpData> body) {
        if (!asked.stream()) {
            then(
                    BodyCollector.collect(
                            body,
                            headers.contentLength(),
                            parts.answerLimitBytes(),
                            UpstreamFailures.ANSWER_TOO_LARGE,
                            memory::answer,
                            eventLoop),
                    (whole, cause) -> collected(asked, whole, cause));
        } else if (isEventStream(headers)) {
            stream(asked, body);
        } else {
            fail(UpstreamFailures.INVALID_ANSWER);
        }
    }

    private static boolean isEventStream(ResponseHeaders headers) {
        MediaType contentType = headers.contentType();
        return contentType != null && contentType.is(MediaType.EVENT_STREAM.withoutParameters());
    }

    private UsageEstimate estimate(AskedRequest asked) {
        return new UsageEstimate(parts.json(), parts.tokens(), asked.body());
    }

    private void collected(AskedRequest asked, @Nullable HttpData whole, @Nullable Throwable cause) {
        if (record.hasEnded()) {
            return;
        }
        if (whole == null) {
            fail(UpstreamFailures.of(Objects.requireNonNull(cause, "a future without a value has a cause")));
        } else {
            record.upstreamAnswered();
            complete(asked, whole);
        }
    }

    private void complete(AskedRequest asked, HttpData whole) {
        AnswerFacts facts = record.facts();
        try {
            if (parts.reader().read(whole.array(), 0, whole.length(), facts) == AnswerReader.Kind.NEITHER) {
                fail(UpstreamFailures.INVALID_ANSWER);
                return;
            }
            if (!facts.isMeasured()
                    && whole.length() <= UsageEstimate.MOST_READ_BYTES) { // seldom: so its text is read only now
                facts.estimateBy(estimate(asked));
                parts.reader().read(whole.array(), 0, whole.length(), facts);
            }
        } catch (FailureException e) {
            fail(e.failure());
            return;
        } catch (IOException e) {
            fail(UpstreamFailures.INVALID_ANSWER);
            return;
        }
        Failure instead = record.complete();
        answer.complete(
                instead == null
                        ? parts.answers().whole(record.requestId(), visit, whole)
                        : parts.answers().error(record.requestId(), visit, instead));
    }

    private void stream(AskedRequest asked, StreamMessage<HttpData> body) {
        streaming = true;
        SseRelay relay = new SseRelay(
                parts.reader(),
                record.facts(),
                asked.usageWanted(),
                parts.errors(),
                parts.answerLimitBytes(),
                memory,
                this);
        StreamMessage<HttpData> events =
                body.map(relay::pass).filter(data -> !data.isEmpty()).endWith(relay::end);
        answer.complete(parts.answers().stream(record.requestId(), visit, events));
    }

    @Override
    public void chunk() {
        record.chunk();
    }

    @Override
    public @Nullable Failure complete() {
        return record.complete();
    }

    @Override
    public Failure failed(Failure failure) {
        Failure told = record.fail(failure, OK);
        eventLoop.execute(() -> abortUpstream(failure)); // not from within its own signals
        return told;
    }

    private void abortUpstream(Failure failure) {
        if (calls != null) {
            calls.abort(failure);
        }
    }

    private <T> void then(CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> step) {
        var _ = future.whenComplete((value, cause) -> guarded(() -> step.accept(value, cause)));
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            internalError(e);
        }
    }

    private void internalError(RuntimeException cause) {
        LOG.error("Request {} failed in the gateway itself", record.requestId(), cause);
        fail(Failure.INTERNAL);
    }
}
