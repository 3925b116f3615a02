package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document after the other: fields by their dotted names, as nested objects. Fields of one object must follow
 * each other. What is unknown is left out, and so is an object that nothing is known of. One thread at a time.
 */
public final class DocumentJson {
    private final Map<DocumentName, Path> paths = new HashMap<>();
    private final JsonFields fields = new JsonFields();
    private final JsonGenerator json;
    private Path open = Path.ROOT;

    public DocumentJson(JsonGenerator json) {
        this.json = json;
        for (Field field : Field.values()) {
            paths.put(field, Path.of(field));
        }
        for (DocumentField field : DocumentField.values()) {
            paths.put(field, Path.of(field));
        }
    }

    public void start() throws IOException {
        json.writeStartObject();
        open = Path.ROOT;
    }

    public void end() throws IOException {
        moveTo(Path.ROOT);
        json.writeEndObject();
    }

    public void text(DocumentName name, @Nullable String value) throws IOException {
        if (value != null) {
            fields.text(json, leaf(name), value);
        }
    }

    public void code(DocumentName name, @Nullable Code value) throws IOException {
        if (value != null) {
            fields.code(json, leaf(name), value);
        }
    }

    public void textArray(DocumentName name, @Nullable String only) throws IOException {
        if (only != null) {
            json.writeFieldName(leaf(name));
            json.writeStartArray();
            json.writeString(only);
            json.writeEndArray();
        }
    }

    public void bool(DocumentName name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            fields.bool(json, leaf(name), value);
        }
    }

    /** A number that is left out where it is {@link RequestRecord#UNKNOWN}. */
    public void count(DocumentName name, long value) throws IOException {
        if (value != UNKNOWN) {
            fields.count(json, leaf(name), value);
        }
    }

    public void decimal(DocumentName name, BigDecimal value) throws IOException {
        json.writeFieldName(leaf(name));
        json.writeNumber(value);
    }

    public void timestamp(DocumentName name, Instant value) throws IOException {
        fields.timestamp(json, leaf(name), value);
    }

    /** Nanoseconds, written as milliseconds. */
    public void millis(DocumentName name, long nanos) throws IOException {
        if (nanos != UNKNOWN) {
            fields.nanosAs(JsonFields.MILLIS, json, leaf(name), nanos);
        }
    }

    /** Nanoseconds, written as seconds. */
    public void seconds(DocumentName name, long nanos) throws IOException {
        if (nanos != UNKNOWN) {
            fields.nanosAs(JsonFields.SECONDS, json, leaf(name), nanos);
        }
    }

    private SerializableString leaf(DocumentName name) throws IOException {
        Path path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("no field of the contract: " + name.documentPath());
        }
        moveTo(path);
        return path.leaf;
    }

    private void moveTo(Path path) throws IOException {
        if (!open.parent.equals(path.parent)) {
            int common = open.commonParents(path);
            for (int i = open.parents.size(); i > common; i--) {
                json.writeEndObject();
            }
            for (int i = common; i < path.parents.size(); i++) {
                json.writeFieldName(path.parents.get(i));
                json.writeStartObject();
            }
        }
        open = path;
    }

    private record Path(String parent, List<SerializableString> parents, SerializableString leaf) {
        static final Path ROOT = new Path("", List.of(), new SerializedString(""));

        static Path of(DocumentName name) {
            String dotted = name.documentPath();
            int lastDot = dotted.lastIndexOf('.');
            String parent = dotted.substring(0, Math.max(0, lastDot));
            List<SerializableString> parents = parent.isEmpty()
                    ? List.of()
                    : Arrays.stream(parent.split("\\.", -1))
                            .<SerializableString>map(SerializedString::new)
                            .toList();
            return new Path(parent.intern(), parents, new SerializedString(dotted.substring(lastDot + 1)));
        }

        int commonParents(Path other) {
            int most = Math.min(parents.size(), other.parents.size());
            int common = 0;
            while (common < most && parents.get(common).equals(other.parents.get(common))) {
                common++;
            }
            return common;
        }
    }
}
