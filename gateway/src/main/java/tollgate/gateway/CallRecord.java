package tollgate.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;

/**
 * What becomes known of one request, and its line: exactly one, at the first of the ways to end. One that is open for long has
 * said so before. On the request's event loop.
 */
final class CallRecord {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecord.class);
    private static final int OK = 200;
    private static final long NEVER = Long.MIN_VALUE;

    private final RequestLog log;
    private final GatewayMetrics metrics;
    private final RequestRecordBuilder record;
    private final String requestId;
    private final long queuedNanos;
    private final AnswerFacts facts = new AnswerFacts();
    private final long startNanos = System.nanoTime();
    private long bodyNanos = NEVER;
    private long calledNanos = NEVER;
    private long answeredNanos = NEVER;
    private int calls;
    private @Nullable OperationMeters chunks;
    private long chunkNanos;
    private boolean ended;
    private @Nullable Failure failure;

    /** @param queuedNanos before the gateway took it up */
    CallRecord(
            RequestLog log,
            GatewayMetrics metrics,
            Instant start,
            long queuedNanos,
            String requestId,
            String defaultModel) {
        this.queuedNanos = queuedNanos;
        this.log = log;
        this.metrics = metrics;
        this.requestId = requestId;
        this.record = RequestRecord.builder(start, requestId, defaultModel).operation("chat");
    }

    String requestId() {
        return requestId;
    }

    AnswerFacts facts() {
        return facts;
    }

    /** For what is known of the caller and of this gateway. */
    RequestRecordBuilder record() {
        return record;
    }

    void asked(String model, boolean stream, @Nullable String user) {
        record.modelName(model).stream(stream).user(user);
    }

    /** The body is there: until now the client was waited for. */
    void bodyReceived() {
        bodyNanos = System.nanoTime() - startNanos;
    }

    boolean isBodyReceived() {
        return bodyNanos != NEVER;
    }

    /** A call is made; that of the first is where the upstreams' time begins. */
    void upstreamCalled(String provider) {
        if (calledNanos == NEVER) {
            calledNanos = System.nanoTime();
        }
        answeredNanos = NEVER;
        calls++;
        record.provider(provider).attempts(calls);
    }

    /** A call has failed, and another one follows. */
    void calledAgain(Failure cause) {
        metrics.calledAgain(cause.type());
    }

    void upstreamAnswered() {
        if (calledNanos != NEVER && answeredNanos == NEVER) {
            answeredNanos = System.nanoTime();
        }
    }

    /** A chunk of a stream has come. */
    void chunk() {
        long now = System.nanoTime();
        if (chunks == null) {
            record.ttftNanos(now - startNanos);
            RequestRecord soFar = record.build();
            chunks = metrics.of(
                    soFar.model().operation(),
                    soFar.model().provider(),
                    soFar.model().requested());
        } else {
            chunks.nextChunk(now - chunkNanos);
        }
        chunkNanos = now;
    }

    /** The request has been open for long: says so in a line of its own, which is no request's. */
    void slow() {
        if (ended) {
            return;
        }
        record.kind(RecordKind.SLOW_START).latencyNanos(System.nanoTime() - startNanos);
        append(record.build());
        record.kind(RecordKind.REQUEST);
        metrics.slow();
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * The whole answer is there. Must come before the client is given its end.
     *
     * @return null where the line is with the operating system, else what to tell the client instead
     */
    @Nullable
    Failure complete() {
        if (!ended) {
            record.outcome(Outcome.OK).status(OK);
            end();
        }
        return failure;
    }

    /**
     * There will be no whole answer.
     *
     * @param status what the client gets or has got
     * @return what to tell the client: this, or what came before it
     */
    Failure fail(Failure cause, int status) {
        if (!ended) {
            failure = cause;
            record.outcome(cause.outcome())
                    .status(status)
                    .errorType(cause.type())
                    .errorMessage(cause.message());
            end();
        }
        return failure == null ? cause : failure;
    }

    private void end() {
        ended = true;
        upstreamAnswered();
        if (calledNanos != NEVER) {
            facts.addTo(record);
        }
        addTiming();
        RequestRecord complete = record.build();
        if (!append(complete)) {
            failure = Failure.LOG_UNAVAILABLE;
        }
        metrics.ended(complete, queuedNanos);
    }

    private boolean append(RequestRecord line) {
        try {
            log.append(line);
            return true;
        } catch (RequestLogUnavailableException e) {
            LOG.warn("Request {} waits with its line for the request log: {}", requestId, e.getMessage());
            return false;
        }
    }

    private void addTiming() {
        long latencyNanos = System.nanoTime() - startNanos;
        record.latencyNanos(latencyNanos);
        if (!isBodyReceived()) {
            return;
        }
        long ours = latencyNanos - bodyNanos;
        if (calledNanos != NEVER) {
            long upstreamNanos = answeredNanos - calledNanos;
            record.upstreamNanos(upstreamNanos);
            ours -= upstreamNanos;
        }
        record.overheadNanos(ours);
    }
}
