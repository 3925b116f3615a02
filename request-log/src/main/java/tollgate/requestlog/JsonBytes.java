package tollgate.requestlog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * JSON in UTF-8 that is written into one buffer, which grows and is used again. It knows the few kinds of values that lines and
 * documents have and nothing of their order, so it has less to decide for each than a generator for all of
 * JSON. What names need, quotes and colon, is encoded once and for all ({@link DocumentPath}). One thread at a time.
 */
public final class JsonBytes {
    /** Decimal places between nanoseconds and milliseconds. */
    static final int MILLIS = 6;
    /** Decimal places between nanoseconds, or nano-units, and whole ones. */
    static final int WHOLE = 9;

    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final int LONGEST_NUMBER = 20;
    /** {@code \}{@code u001f}. */
    private static final int LONGEST_CHARACTER = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;
    /** Whether a value stands before, so that the next one needs a comma. */
    private boolean follows;

    /** An empty buffer. */
    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
        follows = false;
    }

    /** Reads what has been written, in place: until the next write. */
    public InputStream content() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    void writeTo(OutputStream target) throws IOException {
        target.write(bytes, 0, size);
    }

    /** What has been written. */
    public String asString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * The last of the lines that stand in a part of the buffer, without its line feed.
     *
     * @param to where the part ends, which is after a line feed
     */
    public byte[] line(int from, int to) {
        int start = to - 1;
        while (start > from && bytes[start - 1] != '\n') {
            start--;
        }
        return Arrays.copyOfRange(bytes, start, to - 1);
    }

    /** Adds bytes of another buffer. */
    public void append(JsonBytes other, int from, int to) {
        append(other.bytes, from, to - from);
    }

    /** Adds ASCII as it is, which must be JSON where it stands. */
    public void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Adds bytes as they are, which must be JSON where they stand. */
    public void append(byte[] more) {
        append(more, 0, more.length);
    }

    void append(byte[] more, int from, int length) {
        reserve(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
    }

    void startRoot() {
        follows = false;
        put('{');
    }

    /** Ends an object. */
    void endObject() {
        put('}');
        follows = true;
    }

    /** A name as {@link #encodedName} makes it, after the comma that it may need. */
    void name(byte[] encoded) {
        reserve(encoded.length + 1);
        if (follows) {
            bytes[size++] = ',';
        }
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        follows = true;
    }

    /** The name of an object, as {@link #encodedName} makes it, and its brace. */
    void startObject(byte[] encodedName) {
        name(encodedName);
        put('{');
        follows = false;
    }

    static byte[] encodedName(String name) {
        JsonBytes encoded = new JsonBytes(name.length() + 3);
        encoded.text(name);
        encoded.put(':');
        return encoded.toByteArray();
    }

    void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void bool(boolean value) {
        ascii(value ? "true" : "false");
    }

    void decimal(BigDecimal value) {
        ascii(value.toString());
    }

    /** A number that is not negative. */
    void number(long value) {
        reserve(LONGEST_NUMBER);
        size = digits(value, size + length(value));
    }

    /** Nanoseconds as a decimal number of a larger unit, exactly: no digit comes from a double. */
    void nanosAs(int places, long nanos) {
        number(nanos / POWERS[places]);
        long fraction = nanos % POWERS[places];
        if (fraction == 0) {
            return;
        }
        int kept = places;
        while (fraction % 10 == 0) {
            fraction /= 10;
            kept--;
        }
        reserve(LONGEST_NUMBER);
        bytes[size++] = '.';
        int end = size + kept;
        Arrays.fill(bytes, size, end - length(fraction), (byte) '0');
        size = digits(fraction, end);
    }

    void timestamp(Instant value) {
        reserve(Timestamps.MAX_LENGTH + 2);
        bytes[size++] = '"';
        size = Timestamps.format(value, bytes, size);
        bytes[size++] = '"';
    }

    void text(String text) {
        int length = text.length();
        reserve(length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                size = at;
                rest(text, i);
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
    }

    /** From the first character on that is not itself in JSON and UTF-8. */
    private void rest(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            reserve(LONGEST_CHARACTER);
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < ' ') {
                escape(c);
            } else if (c < 0x80) {
                put(c);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | (c >> 6));
                bytes[size++] = continued(c);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | (c >> 12));
                bytes[size++] = continued(c >> 6);
                bytes[size++] = continued(c);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[size++] = (byte) (0xF0 | (point >> 18));
                bytes[size++] = continued(point >> 12);
                bytes[size++] = continued(point >> 6);
                bytes[size++] = continued(point);
            } else {
                escape(c); // half a pair: UTF-8 cannot say it, and it is to be kept as it came
            }
        }
        put('"');
    }

    /** A byte of UTF-8 after the first, of the six lowest bits. */
    private static byte continued(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private void escape(char c) {
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 0xF];
        }
    }

    /** Writes digits that end before a place, and returns that place. */
    private int digits(long value, int end) {
        long left = value;
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        return end;
    }

    private static int length(long value) {
        int length = 1;
        for (long left = value; left >= 10; left /= 10) {
            length++;
        }
        return length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 2), size + more));
        }
    }
}
