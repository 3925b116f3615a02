package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document after the other: fields by their dotted names, as nested objects. Fields of one object must follow
 * each other. What is unknown is left out, and so is an object that nothing is known of. One thread at a time.
 */
public final class DocumentJson {
    private final JsonFactory generators = new JsonFactory();
    private final JsonBytes json;
    private DocumentPath open = DocumentPath.ROOT;

    public DocumentJson(JsonBytes json) {
        this.json = json;
    }

    public void start() throws IOException {
        json.startRoot();
        open = DocumentPath.ROOT;
    }

    public void end() throws IOException {
        moveTo(DocumentPath.ROOT);
        json.endObject();
    }

    public void text(DocumentName name, @Nullable String value) throws IOException {
        if (value != null) {
            field(name);
            json.text(value);
        }
    }

    public void code(DocumentName name, @Nullable Code value) throws IOException {
        text(name, value == null ? null : value.code());
    }

    public void textArray(DocumentName name, @Nullable String only) throws IOException {
        if (only != null) {
            field(name);
            json.put('[');
            json.text(only);
            json.put(']');
        }
    }

    public void bool(DocumentName name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            field(name);
            json.bool(value);
        }
    }

    /** A number that is left out where it is {@link RequestRecord#UNKNOWN}. */
    public void count(DocumentName name, long value) throws IOException {
        if (value != UNKNOWN) {
            field(name);
            json.number(value);
        }
    }

    public void decimal(DocumentName name, BigDecimal value) throws IOException {
        field(name);
        json.decimal(value);
    }

    /** Writes a field of any kind. */
    public void value(DocumentName name, ValueWriter value) throws IOException {
        field(name);
        try (JsonGenerator generator = generators.createGenerator(new Appending())) {
            value.write(generator);
        }
    }

    public void timestamp(DocumentName name, Instant value) throws IOException {
        field(name);
        json.timestamp(value);
    }

    /** Nanoseconds, written as milliseconds. */
    public void millis(DocumentName name, long nanos) throws IOException {
        nanosAs(JsonBytes.MILLIS, name, nanos);
    }

    /** Nano-units of money, written as whole units. */
    public void money(DocumentName name, long nanos) throws IOException {
        nanosAs(JsonBytes.WHOLE, name, nanos);
    }

    /** Nanoseconds, written as seconds. */
    public void seconds(DocumentName name, long nanos) throws IOException {
        nanosAs(JsonBytes.WHOLE, name, nanos);
    }

    /** Writes one value of JSON. */
    public interface ValueWriter {
        void write(JsonGenerator to) throws IOException;
    }

    private void nanosAs(int places, DocumentName name, long nanos) throws IOException {
        if (nanos != UNKNOWN) {
            field(name);
            json.nanosAs(places, nanos);
        }
    }

    private void field(DocumentName name) {
        DocumentPath path = name.path();
        moveTo(path);
        json.name(path.leaf());
    }

    private void moveTo(DocumentPath path) {
        if (!open.hasParentsOf(path)) {
            int common = open.commonParents(path);
            for (int i = open.depth(); i > common; i--) {
                json.endObject();
            }
            for (int i = common; i < path.depth(); i++) {
                json.startObject(path.parent(i));
            }
        }
        open = path;
    }

    private final class Appending extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            json.append(bytes, offset, length);
        }
    }
}
