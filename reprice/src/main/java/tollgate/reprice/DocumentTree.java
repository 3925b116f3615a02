package tollgate.reprice;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.JsonBytes;

/** Documents as trees whose numbers keep all their digits, and their fields by dotted names. */
final class DocumentTree {
    private static final int DOCUMENT_BYTES = 2_048;
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The value, or a missing node. */
    static JsonNode get(JsonNode document, DocumentName name) {
        JsonNode at = document;
        for (String part : parts(name)) {
            at = at.path(part);
        }
        return at.isNull() ? MissingNode.getInstance() : at;
    }

    static @Nullable String text(JsonNode document, DocumentName name) {
        JsonNode value = get(document, name);
        return value.isTextual() ? value.textValue() : null;
    }

    static @Nullable Boolean bool(JsonNode document, DocumentName name) {
        JsonNode value = get(document, name);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    static long whole(JsonNode document, DocumentName name, long otherwise) {
        JsonNode value = get(document, name);
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : otherwise;
    }

    /** Sets a value and makes the objects around it where there are none. */
    static void set(ObjectNode document, DocumentName name, JsonNode value) {
        String[] parts = parts(name);
        ObjectNode at = document;
        for (int i = 0; i < parts.length - 1; i++) {
            at = at.path(parts[i]) instanceof ObjectNode inner ? inner : at.putObject(parts[i]);
        }
        at.set(parts[parts.length - 1], value);
    }

    /** Removes a value, and the objects around it that are empty then. Where there is no such value, nothing changes. */
    static void remove(ObjectNode document, DocumentName name) {
        String[] parts = parts(name);
        Deque<ObjectNode> around = new ArrayDeque<>();
        ObjectNode at = document;
        for (int i = 0; i < parts.length - 1; i++) {
            around.push(at);
            if (!(at.path(parts[i]) instanceof ObjectNode inner)) {
                return;
            }
            at = inner;
        }
        if (at.remove(parts[parts.length - 1]) == null) {
            return;
        }
        for (int i = parts.length - 2; i >= 0 && at.isEmpty(); i--) {
            at = around.pop();
            at.remove(parts[i]);
        }
    }

    /** Writes a document's fields. */
    interface Fields {
        void write(DocumentJson to) throws IOException;
    }

    static ObjectNode of(Fields fields) throws IOException {
        JsonBytes bytes = new JsonBytes(DOCUMENT_BYTES);
        DocumentJson json = new DocumentJson(bytes);
        json.start();
        fields.write(json);
        json.end();
        return JSON.readValue(bytes.toByteArray(), ObjectNode.class);
    }

    private static String[] parts(DocumentName name) {
        return name.documentPath().split("\\.", -1);
    }

    private DocumentTree() {}
}
