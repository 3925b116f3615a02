package tollgate.requestlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import tollgate.requestlog.RefusedLineException.Reason;

/**
 * Reads request lines: one JSON object in UTF-8, without its line feed. Fields that it does not know are ignored; a null counts
 * as absent; what breaks the contract is refused with its reason, and never with another exception.
 *
 * <p>One thread at a time.
 */
public final class LineReader {
    /** A longer line is refused. */
    public static final int MAX_LINE_BYTES = 1 << 20;
    /** A longer text is refused: 4 bytes for each of these characters still fit Lucene's longest term of 32,766 bytes. */
    public static final int MAX_TEXT_CHARS = 8_191;
    /** A larger count is refused; nine million of these still add up without overflow. */
    public static final long MAX_COUNT = 1_000_000_000_000L;
    /** A longer duration (11 days) is refused; its nanoseconds still are a double's whole number. */
    public static final long MAX_MILLIS = 1_000_000_000L;

    /** An earlier timestamp is refused: no clock says it. */
    public static final Instant MIN_TIMESTAMP = Instant.EPOCH;
    /** This timestamp or a later one is refused: the request's end must still have a year of four digits. */
    public static final Instant END_OF_TIMESTAMPS = Instant.parse("9999-01-01T00:00:00Z");

    private static final int NANOS_PER_MILLI = 1_000_000;

    /** Detection would take UTF-8 with zero bytes for another encoding, and fail on it in another way. */
    private final JsonFactory json =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final FieldReader fields = new FieldReader();
    private final TextCache texts = new TextCache();
    private final PlainLineReader plain = new PlainLineReader(fields);

    /**
     * The record that a line stands for.
     *
     * @throws RefusedLineException where the line breaks the contract
     */
    public RequestRecord read(byte[] bytes, int offset, int length) throws RefusedLineException {
        RequestRecord record = plain.read(bytes, offset, length);
        return record == null ? readAny(bytes, offset, length) : record;
    }

    /** Without the shortcut for lines as gateways write them. */
    RequestRecord readAny(byte[] bytes, int offset, int length) throws RefusedLineException {
        check(bytes, offset, length);
        try (JsonParser parser = json.createParser(bytes, offset, length)) {
            return read(parser);
        } catch (StreamConstraintsException e) {
            throw new RefusedLineException(Reason.NOT_JSON, null, "deeper or longer than JSON for machines is");
        } catch (StreamReadException e) {
            throw new RefusedLineException(
                    Reason.NOT_JSON, null, "not JSON at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) { // the bytes are in memory
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is asked of a line before anybody looks into it, in whatever format it is: that it is neither empty nor too long,
     * and that it is UTF-8.
     *
     * @throws RefusedLineException where it is not so
     */
    public static void check(byte[] bytes, int offset, int length) throws RefusedLineException {
        if (length > MAX_LINE_BYTES) {
            throw new RefusedLineException(
                    Reason.TOO_LONG,
                    null,
                    "the line has " + length + " bytes, at most " + MAX_LINE_BYTES + " are allowed");
        }
        if (length == 0) {
            throw new RefusedLineException(Reason.EMPTY, null, "the line is empty");
        }
        if (!Utf8.isValid(bytes, offset, length)) {
            throw new RefusedLineException(Reason.INVALID_UTF8, null, "the line is not UTF-8");
        }
    }

    private RequestRecord read(JsonParser parser) throws IOException, RefusedLineException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new RefusedLineException(Reason.EMPTY, null, "the line is blank");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new RefusedLineException(Reason.NOT_AN_OBJECT, null, "the line is JSON but no object");
        }
        RequestRecordBuilder record = new RequestRecordBuilder();
        ParsedValues values = new ParsedValues(parser, texts);
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Field field = Field.ofLineName(name);
            JsonToken value = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
                continue;
            }
            if (!seen.add(field)) {
                throw new RefusedLineException(Reason.DUPLICATE_FIELD, field, field.lineName() + " stands there twice");
            }
            if (value != JsonToken.VALUE_NULL) {
                values.at(value);
                fields.read(field, values, record);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonParseException(parser, "the object does not end");
        }
        if (parser.nextToken() != null) {
            throw new RefusedLineException(Reason.NOT_JSON, null, "something follows the object");
        }
        Field missing = record.missing();
        if (missing != null) {
            throw new RefusedLineException(
                    Reason.MISSING_FIELD, missing, missing.lineName() + " is missing, null or empty");
        }
        return record.build();
    }

    static long nanosOfMillis(long millis) {
        return millis * NANOS_PER_MILLI;
    }

    /** Below {@link #MAX_MILLIS} the rounding restores every nanosecond that the decimal digits said. */
    static long nanosOfMillis(double millis) {
        return Math.round(millis * NANOS_PER_MILLI);
    }
}
