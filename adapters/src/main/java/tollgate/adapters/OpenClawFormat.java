package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Field;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/**
 * OpenClaw's diagnostic event {@code model.usage}, one JSON object a line as a plugin writes it (the README shows one).
 * Every other event is refused: it is no request.
 *
 * <p>An event stands for one turn of an agent, which may have called its model several times. It is emitted at the end of the
 * turn, so the start is {@code ts - durationMs}. OpenClaw writes 0 for counts that it does not know, so a 0 is not known.
 * Source: openclaw/openclaw, src/infra/diagnostic-events.ts and src/auto-reply/reply/agent-runner.ts.
 */
final class OpenClawFormat implements LineFormat {
    private static final String MODEL_USAGE = "model.usage";
    /** OpenTelemetry's name for what is more than one call of a model. */
    private static final String OPERATION = "invoke_agent";

    private enum Known implements ForeignField {
        TYPE("type", Field.KIND),
        TS("ts", Field.TIMESTAMP),
        SEQ("seq", Field.REQUEST_ID),
        RUN_ID("runId", Field.REQUEST_ID),
        SESSION_ID("sessionId", Field.REQUEST_ID),
        PROVIDER("provider", Field.PROVIDER),
        MODEL("model", Field.MODEL_NAME),
        DURATION_MS("durationMs", Field.LATENCY_MS),
        INPUT("usage.input", Field.INPUT_TOKENS),
        OUTPUT("usage.output", Field.OUTPUT_TOKENS),
        CACHE_READ("usage.cacheRead", Field.CACHE_READ_TOKENS),
        CACHE_WRITE("usage.cacheWrite", Field.CACHE_CREATION_TOKENS),
        PROMPT_TOKENS("usage.promptTokens", Field.INPUT_TOKENS),
        TRACE_ID("trace.traceId", Field.TRACE_ID);

        private final String path;
        private final Field feeds;

        Known(String path, Field feeds) {
            this.path = path;
            this.feeds = feeds;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Field feeds() {
            return feeds;
        }
    }

    private final ForeignLines<Known> lines = new ForeignLines<>(Known.values());

    @Override
    public String name() {
        return "openclaw";
    }

    @Override
    public RequestRecord read(byte[] bytes, int offset, int length) throws RefusedLineException {
        Line line = new Line();
        lines.read(bytes, offset, length, line);
        return line.record();
    }

    /** The event does not, but OpenClaw's other files do, and one may be given by mistake. */
    @Override
    public boolean mayHoldContent() {
        return true;
    }

    private static final class Line implements ForeignLines.Sink<Known> {
        private @Nullable String type;
        private @Nullable Instant end;
        private long seq = UNKNOWN;
        private @Nullable String runId;
        private @Nullable String sessionId;
        private @Nullable String provider;
        private @Nullable String model;
        private long durationNanos = UNKNOWN;
        private long input = UNKNOWN;
        private long output = UNKNOWN;
        private long cacheRead = UNKNOWN;
        private long cacheWrite = UNKNOWN;
        private long promptTokens = UNKNOWN;
        private @Nullable String traceId;

        @Override
        public void take(Known field, Value value) throws IOException, RefusedLineException {
            switch (field) {
                case TYPE -> type = value.text();
                case TS -> end = value.epochMillis();
                case SEQ -> seq = value.count();
                case RUN_ID -> runId = value.text();
                case SESSION_ID -> sessionId = value.text();
                case PROVIDER -> provider = value.text();
                case MODEL -> model = value.text();
                case DURATION_MS -> durationNanos = value.nanosOfMillis();
                case INPUT -> input = countAboveZero(value);
                case OUTPUT -> output = countAboveZero(value);
                case CACHE_READ -> cacheRead = countAboveZero(value);
                case CACHE_WRITE -> cacheWrite = countAboveZero(value);
                case PROMPT_TOKENS -> promptTokens = countAboveZero(value);
                case TRACE_ID -> traceId = value.text();
            }
        }

        RequestRecord record() throws RefusedLineException {
            if (!MODEL_USAGE.equals(type)) {
                throw RefusedLineException.of(
                        Reason.UNKNOWN_VALUE, Field.KIND, "type is not " + MODEL_USAGE + ": this event is no request");
            }
            if (end == null) {
                throw Missing.field(Known.TS);
            }
            if (seq == UNKNOWN) {
                throw Missing.field(Known.SEQ);
            }
            Instant start = durationNanos == UNKNOWN ? end : Moments.before(end, durationNanos, Known.TS);
            return RequestRecord.builder(start, requestId(seq), model == null ? UNKNOWN_MODEL : model)
                    .provider(provider)
                    .operation(OPERATION)
                    .inputTokens(inputTotal())
                    .outputTokens(output)
                    .cacheReadTokens(cacheRead)
                    .cacheCreationTokens(cacheWrite)
                    .usageSource(inputTotal() == UNKNOWN && output == UNKNOWN ? UsageSource.UNKNOWN : null)
                    .latencyNanos(durationNanos)
                    .traceId(traceId)
                    .build();
        }

        /** {@code seq} counts the events of a process; beside the run or the session it names this one. */
        private String requestId(long seq) {
            String of = runId == null ? sessionId : runId;
            return of == null ? "openclaw:" + seq : of + ":" + seq;
        }

        private static long countAboveZero(Value value) throws IOException, RefusedLineException {
            long count = value.count();
            return count == 0 ? UNKNOWN : count;
        }

        /** OpenClaw's {@code input} is without what the cache gave or took. */
        private long inputTotal() throws RefusedLineException {
            if (promptTokens != UNKNOWN) {
                return promptTokens;
            }
            return input == UNKNOWN ? UNKNOWN : Tokens.sum(Known.INPUT, input, cacheRead, cacheWrite);
        }
    }
}
