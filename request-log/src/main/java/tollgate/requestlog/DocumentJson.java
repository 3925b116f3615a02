package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document after the other: fields by their dotted names, as nested objects. Fields of one object must follow
 * each other. What is unknown is left out, and so is an object that nothing is known of. One thread at a time.
 */
public final class DocumentJson {
    private final JsonFields fields = new JsonFields();
    private final JsonGenerator json;
    private DocumentPath open = DocumentPath.ROOT;

    public DocumentJson(JsonGenerator json) {
        this.json = json;
    }

    public void start() throws IOException {
        json.writeStartObject();
        open = DocumentPath.ROOT;
    }

    public void end() throws IOException {
        moveTo(DocumentPath.ROOT);
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
        value(name).writeNumber(value);
    }

    /** Writes the field's name; the value, one of JSON's, is then to be written to the generator. */
    public JsonGenerator value(DocumentName name) throws IOException {
        json.writeFieldName(leaf(name));
        return json;
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

    /** Nano-units of money, written as whole units. */
    public void money(DocumentName name, long nanos) throws IOException {
        fields.nanosAs(JsonFields.SECONDS, json, leaf(name), nanos);
    }

    /** Nanoseconds, written as seconds. */
    public void seconds(DocumentName name, long nanos) throws IOException {
        if (nanos != UNKNOWN) {
            fields.nanosAs(JsonFields.SECONDS, json, leaf(name), nanos);
        }
    }

    private SerializableString leaf(DocumentName name) throws IOException {
        moveTo(name.path());
        return name.path().leaf();
    }

    private void moveTo(DocumentPath path) throws IOException {
        if (!open.hasParentsOf(path)) {
            int common = open.commonParents(path);
            for (int i = open.parents().size(); i > common; i--) {
                json.writeEndObject();
            }
            for (int i = common; i < path.parents().size(); i++) {
                json.writeFieldName(path.parents().get(i));
                json.writeStartObject();
            }
        }
        open = path;
    }
}
