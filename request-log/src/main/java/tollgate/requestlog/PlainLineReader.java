package tollgate.requestlog;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that gateways write nearly always: one flat object of known fields in ASCII, without blanks, escapes or
 * exponents. It never refuses a line: whatever is different is left to a parser that knows all of JSON and all reasons. Where it
 * does read a line, it reads the same record as that parser.
 */
final class PlainLineReader {
    private final FieldReader fields;
    private final PlainValues values = new PlainValues();

    PlainLineReader(FieldReader fields) {
        this.fields = fields;
    }

    /** The record, or null where another reader has to look. */
    @Nullable
    RequestRecord read(byte[] bytes, int offset, int length) {
        if (length > LineReader.MAX_LINE_BYTES) {
            return null;
        }
        try {
            values.begin(bytes, offset, length);
            return read();
        } catch (IOException | RefusedLineException e) {
            return null;
        }
    }

    private @Nullable RequestRecord read() throws IOException, RefusedLineException {
        RequestRecordBuilder record = new RequestRecordBuilder();
        Set<Field> seen = EnumSet.noneOf(Field.class);
        Field field = null;
        do {
            field = values.name(field);
            if (!seen.add(field)) {
                return null;
            }
            if (!values.skipNull()) {
                fields.read(field, values, record);
            }
        } while (values.hasMore());
        return record.missing() == null ? record.build() : null;
    }
}
