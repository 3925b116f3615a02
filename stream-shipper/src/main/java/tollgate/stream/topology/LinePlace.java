package tollgate.stream.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;

/**
 * Where a line stands. Our own producer says in headers in which file it stood, so that a refused line has the same {@code _id} as
 * in file mode; of the lines of others, the place in the topic is all that is known.
 */
public final class LinePlace {
    private static final String PATH = "tollgate.path";
    private static final String IDENTITY = "tollgate.file";
    private static final String OFFSET = "tollgate.offset";

    private LinePlace() {}

    /** Adds the headers. */
    public static void write(FilePosition place, Headers to) {
        to.add(PATH, utf8(place.path()));
        to.add(IDENTITY, utf8(place.identity().hash()));
        to.add(OFFSET, utf8(Long.toString(place.offset())));
    }

    /** What the headers say, or null where they do not say all of it. */
    static @Nullable FilePosition inFile(Headers headers) {
        @Nullable String path = text(headers, PATH);
        @Nullable String identity = text(headers, IDENTITY);
        @Nullable String offset = text(headers, OFFSET);
        if (path == null || identity == null || offset == null || !offset.matches("\\d{1,18}")) {
            return null;
        }
        return new FilePosition(path, "", new FileIdentity(identity), Long.parseLong(offset), 0);
    }

    /** A message's place in its topic. */
    public static FilePosition inTopic(String topic, int partition, long offset) {
        String name = topic + "-" + partition;
        return new FilePosition("kafka:" + name, "", new FileIdentity(name), offset, 0);
    }

    static FilePosition inTopic(RecordMetadata metadata) {
        return inTopic(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
