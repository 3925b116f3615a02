package tollgate.stream.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.shipper.InvalidDocuments.Refusal;
import tollgate.shipper.file.LineFeeds;
import tollgate.stream.DocumentHeaders;

/** Whether a message can stand in a bulk. One that cannot would spoil the whole of it, and stop its partition for ever. */
final class DocumentCheck {
    static final String REASON = "poison_message";

    private static final int MAX_ID_BYTES = 512;

    private final JsonFactory json = new JsonFactory();
    private final Set<String> streams;

    DocumentCheck(String namespace) {
        streams = Stream.of(
                        DataStream.REQUEST,
                        DataStream.INVALID,
                        DataStream.USAGE,
                        DataStream.USAGE_HOURLY,
                        DataStream.RECONCILIATION)
                .map(stream -> stream.in(namespace))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why it cannot, or null where it can. */
    @Nullable
    Refusal refusal(ConsumerRecord<String, byte[]> message, @Nullable DocumentHeaders headers) {
        if (headers == null || !streams.contains(headers.stream())) {
            return refusal("it names none of the data streams of this namespace");
        }
        if (!isId(message.key())) {
            return refusal("its key is no id of a document");
        }
        byte[] value = message.value();
        if (value == null || LineFeeds.next(value, 0, value.length) >= 0 || !isObject(value)) {
            return refusal("its value is not one JSON object in one line");
        }
        return null;
    }

    private static boolean isId(@Nullable String key) {
        return key != null
                && !key.isEmpty()
                && key.length() <= MAX_ID_BYTES
                && key.chars().allMatch(DocumentCheck::isOfId);
    }

    private static boolean isOfId(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || character == '_'
                || character == '-';
    }

    private static Refusal refusal(String explanation) {
        return new Refusal(REASON, null, explanation);
    }

    private boolean isObject(byte[] value) {
        try (JsonParser parser = json.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
