package tollgate.gateway;

import com.linecorp.armeria.common.HttpData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Passes one streamed answer on, event by event, and reads along. On the event loop of its request.
 *
 * <p>The end of the stream is given away only after the request's line has been handed to the operating system. Where that is
 * not possible, or the upstream fails, an error event stands in place of the end.
 */
final class SseRelay {
    /** Told how the stream goes. */
    interface Progress {
        void chunk();

        /** Returns null where the line is with the operating system, else what to tell the client instead. */
        @Nullable
        Failure complete();

        /** Returns what to tell the client: this failure, or the one that came before it. */
        Failure failed(Failure failure);
    }

    private static final HttpData DONE_EVENT = HttpData.ofUtf8("data: " + SseEvent.DONE + "\n\n");

    private final AnswerReader reader;
    private final AnswerFacts facts;
    private final boolean usageWanted;
    private final ErrorBody errors;
    private final Progress progress;
    private final int limitBytes;
    private final BodyMemory.Share memory;
    private final SseSplitter splitter = new SseSplitter();
    private final Passed passed = new Passed();
    private long receivedBytes;
    private boolean done;

    /**
     * @param limitBytes an answer that is longer, whether in one event or in many, is ended
     * @param memory where room for an event is taken until it is whole
     */
    SseRelay(
            AnswerReader reader,
            AnswerFacts facts,
            boolean usageWanted,
            ErrorBody errors,
            int limitBytes,
            BodyMemory.Share memory,
            Progress progress) {
        this.reader = reader;
        this.facts = facts;
        this.usageWanted = usageWanted;
        this.errors = errors;
        this.progress = progress;
        this.limitBytes = limitBytes;
        this.memory = memory;
    }

    /** What to give to the client of these bytes and what was kept before; it may be empty. */
    HttpData pass(HttpData data) {
        byte[] bytes = data.array();
        passed.clear();
        receivedBytes += bytes.length;
        try {
            if (receivedBytes > limitBytes && !done) {
                throw new FailureException(UpstreamFailures.ANSWER_TOO_LARGE);
            }
            splitter.split(bytes, this::event);
            Failure failure = memory.event(splitter.begunBytes(), UpstreamFailures.ANSWER_TOO_LARGE);
            if (failure != null && !done) {
                throw new FailureException(failure);
            }
        } catch (FailureException e) {
            fail(e.failure());
        } catch (IOException e) {
            fail(UpstreamFailures.INVALID_ANSWER);
        }
        if (passed.isAllOf(bytes)) {
            return data;
        }
        data.close(); // Armeria's server takes pooled buffers
        return passed.take();
    }

    /** What to give to the client when the upstream ends, with or without an exception; null for nothing. */
    @Nullable
    HttpData end(@Nullable Throwable cause) {
        if (done) {
            return cause == null ? null : HttpData.empty(); // all was said, so that nothing is broken for the client
        }
        done = true;
        if (cause == null && facts.finishReason != null) { // some upstreams leave [DONE] out
            Failure failure = progress.complete();
            return failure == null ? DONE_EVENT : errors.event(failure);
        }
        Failure failure = cause == null ? UpstreamFailures.ENDED_EARLY : UpstreamFailures.of(cause);
        return errors.event(progress.failed(failure));
    }

    private void event(byte[] block, int from, int to) throws IOException {
        if (done) {
            return;
        }
        SseEvent event = SseEvent.read(block, from, to);
        if (event == null) {
            passed.add(block, from, to);
        } else if (event.isDone()) {
            Failure failure = progress.complete();
            if (failure != null) {
                throw new FailureException(failure);
            }
            done = true;
            passed.add(block, from, to);
        } else {
            AnswerReader.Kind kind = reader.read(event.bytes, event.offset, event.length, facts);
            progress.chunk();
            if (kind != AnswerReader.Kind.USAGE || usageWanted) {
                passed.add(block, from, to);
            }
        }
    }

    private void fail(Failure failure) {
        done = true;
        byte[] event = errors.event(progress.failed(failure)).array();
        passed.add(event, 0, event.length);
    }

    /** Parts of blocks that go on, joined only where one does not follow the other. */
    @SuppressWarnings("ReferenceEquality") // it is about the same array, not about an equal one
    private static final class Passed {
        private static final byte[] NOTHING = new byte[0];

        private byte[] block = NOTHING;
        private int from;
        private int to;
        private @Nullable ByteArrayOutputStream former;

        void clear() {
            block = NOTHING;
            from = 0;
            to = 0;
            former = null;
        }

        void add(byte[] nextBlock, int nextFrom, int nextTo) {
            if (block == nextBlock && to == nextFrom) {
                to = nextTo;
                return;
            }
            if (to > from) {
                former = joined();
            }
            block = nextBlock;
            from = nextFrom;
            to = nextTo;
        }

        boolean isAllOf(byte[] bytes) {
            return former == null && block == bytes && from == 0 && to == bytes.length;
        }

        HttpData take() {
            return former == null ? HttpData.wrap(block, from, to - from) : HttpData.wrap(joined().toByteArray());
        }

        private ByteArrayOutputStream joined() {
            ByteArrayOutputStream all = former == null ? new ByteArrayOutputStream(block.length) : former;
            all.write(block, from, to - from);
            return all;
        }
    }
}
