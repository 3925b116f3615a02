package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SplitHttpResponse;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.common.util.Exceptions;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    /** Of an answer that is not streamed, and of one event of a stream. */
    private static final int ANSWER_LIMIT_BYTES = 64 << 20;

    private final ChatParts parts;
    private final CallRecord record;
    private final HttpRequest request;
    private final EventLoop eventLoop;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private @Nullable HttpResponse upstreamResponse;
    private boolean streaming;

    ChatExchange(ChatParts parts, CallRecord record, HttpRequest request, EventLoop eventLoop) {
        this.parts = parts;
        this.record = record;
        this.request = request;
        this.eventLoop = eventLoop;
    }

    HttpResponse start() {
        HttpResponse response = HttpResponse.of(answer);
        var timer = eventLoop.schedule(
                () -> guarded(this::timeOut), parts.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
        var slow = eventLoop.schedule(
                () -> guarded(record::slow), parts.slowStart().toNanos(), TimeUnit.NANOSECONDS);
        then(response.whenComplete(), (_, _) -> {
            timer.cancel(false);
            slow.cancel(false);
        });
        Failure tooLarge = Failure.bodyTooLarge(parts.bodyLimitBytes());
        then(BodyCollector.collect(request, parts.bodyLimitBytes(), tooLarge, eventLoop), this::received);
        return response;
    }

    /** The client has got its answer, or has gone before. */
    void closed() {
        if (!record.hasEnded()) {
            record.fail(Failure.CLIENT_CLOSED, Failure.CLIENT_CLOSED.status());
            abortUpstream(Failure.CLIENT_CLOSED);
        }
    }

    /** Ends the exchange, whatever stage it is at; one that has ended already is left alone. */
    void fail(Failure failure) {
        if (record.hasEnded()) {
            return;
        }
        Failure told = record.fail(failure, streaming ? OK : failure.status());
        abortUpstream(failure);
        answer.complete(parts.answers().error(record.requestId(), told));
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
        ChatRequestParser parser = new ChatRequestParser(parts.json(), parts.defaults());
        try {
            ChatRequest parsed = parser.parse(body.array());
            record.asked(parser.model(), parser.stream(), parser.user());
            call(parsed);
        } catch (InvalidRequestException e) {
            record.asked(parser.model(), parser.stream(), parser.user());
            fail(Failure.invalidRequest(e));
        }
    }

    private void call(ChatRequest asked) {
        record.upstreamCalled();
        HttpResponse response = parts.upstream().call(asked);
        upstreamResponse = response;
        SplitHttpResponse split = response.split(eventLoop);
        then(split.headers(), (headers, cause) -> {
            if (record.hasEnded()) {
                return;
            }
            if (headers == null) {
                fail(UpstreamFailures.of(causeOf(cause)));
            } else {
                answered(asked, headers, split.body());
            }
        });
    }

    private void answered(ChatRequest asked, ResponseHeaders headers, StreamMessage<HttpData> body) {
        if (headers.status().code() != OK) {
            collect(
                    body,
                    whole -> fail(
                            UpstreamFailures.of(headers, whole, parts.reader().errorCode(whole.array()))));
        } else if (!asked.stream()) {
            collect(body, this::complete);
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

    private void collect(StreamMessage<HttpData> body, Consumer<HttpData> then) {
        then(
                BodyCollector.collect(body, ANSWER_LIMIT_BYTES, UpstreamFailures.ANSWER_TOO_LARGE, eventLoop),
                (whole, cause) -> {
                    if (record.hasEnded()) {
                        return;
                    }
                    if (whole == null) {
                        fail(UpstreamFailures.of(causeOf(cause)));
                    } else {
                        record.upstreamAnswered();
                        then.accept(whole);
                    }
                });
    }

    private void complete(HttpData whole) {
        try {
            if (parts.reader().read(whole.array(), 0, whole.length(), record.facts()) == AnswerReader.Kind.NEITHER) {
                fail(UpstreamFailures.INVALID_ANSWER);
                return;
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
                        ? parts.answers().whole(record.requestId(), whole)
                        : parts.answers().error(record.requestId(), instead));
    }

    private void stream(ChatRequest asked, StreamMessage<HttpData> body) {
        streaming = true;
        SseRelay relay = new SseRelay(
                parts.reader(), record.facts(), asked.usageWanted(), parts.errors(), ANSWER_LIMIT_BYTES, this);
        StreamMessage<HttpData> events =
                body.map(relay::pass).filter(data -> !data.isEmpty()).endWith(relay::end);
        answer.complete(parts.answers().stream(record.requestId(), events));
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
        if (upstreamResponse != null) {
            upstreamResponse.abort(new FailureException(failure));
        }
    }

    private static Throwable causeOf(@Nullable Throwable cause) {
        return Objects.requireNonNull(cause, "a future without a value has a cause");
    }

    private <T> void then(CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> step) {
        var _ = future.whenComplete((value, cause) -> guarded(() -> step.accept(value, cause)));
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("Request {} failed in the gateway itself", record.requestId(), e);
            fail(Failure.INTERNAL);
        }
    }
}
