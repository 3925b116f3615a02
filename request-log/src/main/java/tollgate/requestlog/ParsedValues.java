package tollgate.requestlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import tollgate.requestlog.RefusedLineException.Reason;

/** Values of any JSON, at the parser's token; what breaks the contract is refused with its reason. */
final class ParsedValues implements FieldValues {
    private final TextCache texts;
    private final JsonParser parser;
    private JsonToken token = JsonToken.NOT_AVAILABLE;

    ParsedValues(JsonParser parser, TextCache texts) {
        this.parser = parser;
        this.texts = texts;
    }

    /** Goes on to the next value. */
    void at(JsonToken next) {
        token = next;
    }

    @Override
    public String text(Field field) throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_STRING) {
            throw wrongType(field, "a string");
        }
        String text = parser.getText();
        if (text.length() > LineReader.MAX_TEXT_CHARS) {
            throw outOfRange(field, "is longer than " + LineReader.MAX_TEXT_CHARS + " characters");
        }
        return text;
    }

    @Override
    public String repeated(Field field) throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_STRING || parser.getTextLength() > LineReader.MAX_TEXT_CHARS) {
            return text(field); // which refuses it
        }
        return texts.get(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    @Override
    public Instant timestamp(Field field) throws IOException, RefusedLineException {
        Instant instant = Timestamps.parse(text(field));
        if (instant == null) {
            throw new RefusedLineException(
                    Reason.BAD_TIMESTAMP, field, field.lineName() + " is no RFC 3339 date-time with an offset");
        }
        if (instant.isBefore(LineReader.MIN_TIMESTAMP) || !instant.isBefore(LineReader.END_OF_TIMESTAMPS)) {
            throw outOfRange(field, "is not from 1970 to 9998");
        }
        return instant;
    }

    @Override
    public boolean bool(Field field) throws RefusedLineException {
        if (!token.isBoolean()) {
            throw wrongType(field, "true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    @Override
    public long whole(Field field, long least, long most) throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType(field, "a whole number");
        }
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
            throw parser.getBigIntegerValue().signum() < 0 ? negative(field) : outOfRange(field, "is above " + most);
        }
        long value = parser.getLongValue();
        if (value < 0) {
            throw negative(field);
        }
        if (value < least || value > most) {
            throw outOfRange(field, "is not from " + least + " to " + most);
        }
        return value;
    }

    @Override
    public long nanos(Field field) throws IOException, RefusedLineException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return LineReader.nanosOfMillis(whole(field, 0, LineReader.MAX_MILLIS));
        }
        if (token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType(field, "a number");
        }
        long plain = Millis.plainNanos(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (plain >= 0 && plain <= LineReader.nanosOfMillis(LineReader.MAX_MILLIS)) {
            return plain;
        }
        double millis = parser.getDoubleValue();
        if (millis < 0) {
            throw negative(field);
        }
        if (!(millis <= LineReader.MAX_MILLIS)) {
            throw outOfRange(field, "is above " + LineReader.MAX_MILLIS);
        }
        return LineReader.nanosOfMillis(millis);
    }

    private static RefusedLineException wrongType(Field field, String expected) {
        return new RefusedLineException(Reason.WRONG_TYPE, field, field.lineName() + " is not " + expected);
    }

    private static RefusedLineException negative(Field field) {
        return new RefusedLineException(Reason.NEGATIVE, field, field.lineName() + " is negative");
    }

    private static RefusedLineException outOfRange(Field field, String explanation) {
        return new RefusedLineException(Reason.OUT_OF_RANGE, field, field.lineName() + " " + explanation);
    }
}
