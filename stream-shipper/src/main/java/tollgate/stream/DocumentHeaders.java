package tollgate.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a message with a document says beside it.
 *
 * @param stream the data stream that it belongs to
 * @param start of the request; null of what is no request
 * @param end when the event was over, which the way to Elasticsearch is measured from; null where that is not known
 */
public record DocumentHeaders(
        String stream, @Nullable Instant start, @Nullable Instant end) {
    private static final String STREAM = "tollgate.stream";
    private static final String START = "tollgate.start";
    private static final String END = "tollgate.end";

    public Headers write() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(STREAM, stream.getBytes(StandardCharsets.UTF_8));
        add(headers, START, start);
        add(headers, END, end);
        return headers;
    }

    private static void add(Headers headers, String name, @Nullable Instant moment) {
        if (moment != null) {
            headers.add(
                    name,
                    ByteBuffer.allocate(Long.BYTES)
                            .putLong(moment.toEpochMilli())
                            .array());
        }
    }

    /** What a message says, or null where it does not name a data stream: then it is none of ours. */
    public static @Nullable DocumentHeaders read(Headers headers) {
        Header stream = headers.lastHeader(STREAM);
        if (stream == null || stream.value() == null) {
            return null;
        }
        return new DocumentHeaders(
                new String(stream.value(), StandardCharsets.UTF_8), moment(headers, START), moment(headers, END));
    }

    private static @Nullable Instant moment(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length != Long.BYTES) {
            return null;
        }
        return Instant.ofEpochMilli(ByteBuffer.wrap(header.value()).getLong());
    }
}
