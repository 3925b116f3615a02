package tollgate.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The data of a server-sent event: not copied where it is a single line, as it nearly always is. */
final class SseEvent {
    /** The data of the last event of OpenAI's streams. */
    static final String DONE = "[DONE]";

    private static final byte[] FIELD = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE_BYTES = DONE.getBytes(StandardCharsets.US_ASCII);

    final byte[] bytes;
    final int offset;
    final int length;

    private SseEvent(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** Reads one event with its empty line; null where it has no data, as a comment. */
    static @Nullable SseEvent read(byte[] block, int from, int to) {
        SseEvent data = null;
        int start = from;
        for (int i = from; i < to; i++) {
            if (block[i] == '\n' || block[i] == '\r') {
                SseEvent line = ofLine(block, start, i);
                if (line != null) {
                    data = data == null ? line : data.and(line);
                }
                start = i + 1;
            }
        }
        return data;
    }

    private static @Nullable SseEvent ofLine(byte[] block, int from, int to) {
        int start = from + FIELD.length;
        if (start > to || !Arrays.equals(block, from, start, FIELD, 0, FIELD.length)) {
            return null;
        }
        if (start < to && block[start] == ' ') {
            start++;
        }
        return new SseEvent(block, start, to - start);
    }

    private SseEvent and(SseEvent line) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(length + 1 + line.length);
        both.write(bytes, offset, length);
        both.write('\n');
        both.write(line.bytes, line.offset, line.length);
        return new SseEvent(both.toByteArray(), 0, both.size());
    }

    boolean isDone() {
        return Arrays.equals(bytes, offset, offset + length, DONE_BYTES, 0, DONE_BYTES.length);
    }
}
