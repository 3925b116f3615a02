package tollgate.requestlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values of a plain line, one after the other. Each method goes on, or throws where the line is not plain. */
final class PlainValues implements FieldValues {
    /** More digits could not fit a long; no count or duration has them. */
    private static final int MAX_DIGITS = 15;

    private static final int NANO_DIGITS = 6;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** Says that the line is not plain, and nothing else: whoever looks next finds out why. */
    private static final class NotPlainException extends IOException {
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final PlainTexts texts = new PlainTexts();
    private final AsciiView timestampChars = new AsciiView();
    /** Which field followed which the last time. */
    private final Map<Field, Field> followers = new EnumMap<>(Field.class);

    private byte[] bytes = {};
    private int at;
    private int end;

    void begin(byte[] line, int offset, int length) throws IOException {
        bytes = line;
        at = offset;
        end = offset + length;
        expect('{');
    }

    /** The next field. A gateway writes its fields in one order, so most are found by a single comparison. */
    Field name(@Nullable Field before) throws IOException {
        Field likely = before == null ? Field.TIMESTAMP : followers.get(before);
        if (likely != null && skip(likely.encodedLineName())) {
            return likely;
        }
        int from = at;
        String name = text();
        Field field = Field.ofLineName(name);
        if (field == null || at - from != name.length() + 2) {
            throw new NotPlainException();
        }
        expect(':');
        if (before != null) {
            followers.put(before, field);
        }
        return field;
    }

    boolean skipNull() {
        return skip(NULL);
    }

    /** Whether a comma follows; otherwise the object and the line must end here. */
    boolean hasMore() throws IOException {
        if (at < end && bytes[at] == ',') {
            at++;
            return true;
        }
        expect('}');
        if (at != end) {
            throw new NotPlainException();
        }
        return false;
    }

    @Override
    public Instant timestamp(Field field) throws IOException {
        int from = at + 1;
        skipText();
        timestampChars.at(bytes, from, at - 1 - from);
        Instant instant = Timestamps.parse(timestampChars);
        if (instant == null
                || instant.isBefore(LineReader.MIN_TIMESTAMP)
                || !instant.isBefore(LineReader.END_OF_TIMESTAMPS)) {
            throw new NotPlainException();
        }
        return instant;
    }

    @Override
    public String text(Field field) throws IOException {
        return text();
    }

    @Override
    public String repeated(Field field) throws IOException {
        int from = at + 1;
        skipText();
        return texts.get(bytes, from, at - 1 - from);
    }

    @Override
    public boolean bool(Field field) throws IOException {
        if (skip(TRUE)) {
            return true;
        }
        if (skip(FALSE)) {
            return false;
        }
        throw new NotPlainException();
    }

    @Override
    public long whole(Field field, long least, long most) throws IOException {
        long value = digits();
        if (value < least || value > most) {
            throw new NotPlainException();
        }
        return value;
    }

    @Override
    public long nanos(Field field) throws IOException {
        long nanos = LineReader.nanosOfMillis(whole(field, 0, LineReader.MAX_MILLIS));
        if (at < end && bytes[at] == '.') {
            int first = ++at;
            long unit = LineReader.nanosOfMillis(1);
            for (; at < end && isDigit(bytes[at]); at++) {
                unit /= 10;
                nanos += unit * (bytes[at] - '0');
            }
            if (at == first || at - first > NANO_DIGITS || nanos > LineReader.nanosOfMillis(LineReader.MAX_MILLIS)) {
                throw new NotPlainException();
            }
        }
        return nanos;
    }

    private long digits() throws IOException {
        int first = at;
        long value = 0;
        for (; at < end && isDigit(bytes[at]); at++) {
            value = value * 10 + (bytes[at] - '0');
        }
        int count = at - first;
        if (count == 0 || count > MAX_DIGITS || (count > 1 && bytes[first] == '0')) {
            throw new NotPlainException();
        }
        return value;
    }

    private String text() throws IOException {
        int from = at + 1;
        skipText();
        return new String(bytes, from, at - 1 - from, StandardCharsets.ISO_8859_1);
    }

    private void skipText() throws IOException {
        expect('"');
        int close = PlainTexts.end(bytes, at, end);
        if (close - at > LineReader.MAX_TEXT_CHARS) {
            throw new NotPlainException();
        }
        at = close;
        expect('"');
    }

    private boolean skip(byte[] expected) {
        int after = at + expected.length;
        if (after <= end && Arrays.equals(bytes, at, after, expected, 0, expected.length)) {
            at = after;
            return true;
        }
        return false;
    }

    private void expect(char ascii) throws IOException {
        if (at >= end || bytes[at] != ascii) {
            throw new NotPlainException();
        }
        at++;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
