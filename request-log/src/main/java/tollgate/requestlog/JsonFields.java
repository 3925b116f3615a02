package tollgate.requestlog;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes single fields and leaves out what is unknown. Not for two threads at once: it keeps a buffer. */
final class JsonFields {
    /** Decimal places between nanoseconds and milliseconds. */
    static final int MILLIS = 6;
    /** Decimal places between nanoseconds and seconds. */
    static final int SECONDS = 9;

    private final char[] buffer = new char[32];

    void text(JsonGenerator json, SerializableString name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeString(value);
        }
    }

    void code(JsonGenerator json, SerializableString name, @Nullable Code value) throws IOException {
        text(json, name, value == null ? null : value.code());
    }

    void bool(JsonGenerator json, SerializableString name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeBoolean(value);
        }
    }

    void count(JsonGenerator json, SerializableString name, long value) throws IOException {
        if (value != UNKNOWN) {
            json.writeFieldName(name);
            json.writeNumber(value);
        }
    }

    void timestamp(JsonGenerator json, SerializableString name, Instant value) throws IOException {
        json.writeFieldName(name);
        json.writeString(buffer, 0, Timestamps.format(value, buffer));
    }

    /** Nanoseconds as a decimal number of a larger unit, exactly: no digit comes from a double. */
    void nanosAs(int places, JsonGenerator json, SerializableString name, long nanos) throws IOException {
        if (nanos == UNKNOWN) {
            return;
        }
        json.writeFieldName(name);
        int start = buffer.length;
        long left = nanos;
        int place = 0;
        boolean significant = false;
        while (left > 0 || place <= places) {
            int digit = (int) (left % 10);
            left /= 10;
            if (place == places && significant) {
                buffer[--start] = '.';
            }
            significant |= digit != 0;
            if (significant || place >= places) {
                buffer[--start] = (char) ('0' + digit);
            }
            place++;
        }
        json.writeRawValue(buffer, start, buffer.length - start);
    }
}
