package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SplitHttpResponse;
import com.linecorp.armeria.common.stream.StreamMessage;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one request makes until an answer begins, or nothing more can be done. From then on, the answer that has begun
 * is the request's. On the event loop of the request.
 */
final class UpstreamCalls {
    /** Told the end, once. */
    interface Listener {
        /** An answer has begun; its status is 200. */
        void answered(ResponseHeaders headers, StreamMessage<HttpData> body);

        /** There will be none. */
        void failed(Failure failure);

        /** The gateway itself is wrong. */
        void broken(RuntimeException cause);
    }

    private static final int OK = 200;
    /** What an error says; more of it is not read. */
    private static final int ERROR_LIMIT_BYTES = 1 << 20;

    private final ChatParts parts;
    private final CallRecord record;
    private final RetryPlan plan;
    private final BodyMemory.Share memory;
    private final EventLoop eventLoop;
    private final Listener listener;
    private @Nullable HttpResponse response;
    private @Nullable ScheduledFuture<?> wait;
    private @Nullable Breaker asking;

    UpstreamCalls(
            ChatParts parts,
            CallRecord record,
            RetryPlan plan,
            BodyMemory.Share memory,
            EventLoop eventLoop,
            Listener listener) {
        this.parts = parts;
        this.record = record;
        this.plan = plan;
        this.memory = memory;
        this.eventLoop = eventLoop;
        this.listener = listener;
    }

    void start(AskedRequest asked) {
        call(asked, UpstreamFailures.BREAKER_OPEN);
    }

    /** @param without what the request ends with where this call may not be made, and there is no other */
    private void call(AskedRequest asked, Failure without) {
        wait = null;
        if (record.hasEnded()) {
            return;
        }
        Route route = plan.route();
        if (!route.breaker().permits()) {
            goOn(asked, plan.next(), without);
            return;
        }
        plan.called();
        asking = route.breaker();
        record.upstreamCalled(route.upstream().provider());
        HttpResponse called = route.upstream().call(asked.by(route));
        response = called;
        SplitHttpResponse split = called.split(eventLoop);
        var _ = split.headers()
                .whenComplete((headers, cause) -> guarded(() -> {
                    if (record.hasEnded()) {
                        return;
                    }
                    if (headers == null) {
                        noAnswer(asked, Objects.requireNonNull(cause, "a future without a value has a cause"));
                    } else if (headers.status().code() == OK) {
                        health(false);
                        listener.answered(headers, split.body());
                    } else {
                        health(CallFailure.isUpstreamsFault(headers.status().code()));
                        refused(asked, headers, split.body());
                    }
                }));
    }

    private void noAnswer(AskedRequest asked, Throwable cause) {
        Failure failure = UpstreamFailures.of(cause);
        boolean keyless = failure.equals(UpstreamFailures.NO_KEY);
        health(!keyless);
        CallFailure.Again again = keyless ? CallFailure.Again.ELSEWHERE : CallFailure.Again.REPEAT;
        again(asked, new CallFailure(failure, again, RetryAfter.NONE));
    }

    private void refused(AskedRequest asked, ResponseHeaders headers, StreamMessage<HttpData> body) {
        var _ = BodyCollector.collect(
                        body,
                        headers.contentLength(),
                        ERROR_LIMIT_BYTES,
                        UpstreamFailures.ANSWER_TOO_LARGE,
                        memory::answer,
                        eventLoop)
                .whenComplete((whole, cause) -> guarded(() -> {
                    if (record.hasEnded()) {
                        return;
                    }
                    // A status whose explanation breaks off says enough.
                    HttpData said = whole == null ? HttpData.empty() : whole;
                    Failure failure =
                            UpstreamFailures.of(headers, said, parts.reader().errorCode(said.array()));
                    again(
                            asked,
                            new CallFailure(
                                    failure,
                                    CallFailure.ofStatus(headers.status().code()),
                                    RetryAfter.nanos(
                                            headers.get(HttpHeaderNames.RETRY_AFTER),
                                            parts.clock().instant())));
                }));
    }

    private void again(AskedRequest asked, CallFailure failure) {
        record.upstreamAnswered();
        RetryPlan.Step step = plan.after(failure, System.nanoTime());
        if (step != null) {
            record.calledAgain(failure.failure());
        }
        goOn(asked, step, failure.failure());
    }

    private void goOn(AskedRequest asked, RetryPlan.@Nullable Step step, Failure without) {
        if (step == null) {
            listener.failed(without);
        } else if (step.delayNanos() == 0) {
            call(asked, without);
        } else {
            wait = eventLoop.schedule(
                    () -> guarded(() -> call(asked, without)), step.delayNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void health(boolean failed) {
        if (asking != null) {
            asking.ended(failed);
            asking = null;
        }
    }

    /** Ends what goes on. */
    void abort(Failure failure) {
        if (wait != null) {
            wait.cancel(false);
        }
        health(failure.equals(Failure.TIMEOUT)); // an upstream that has not begun to answer by then is not well
        if (response != null) {
            response.abort(new FailureException(failure));
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            listener.broken(e);
        }
    }
}
