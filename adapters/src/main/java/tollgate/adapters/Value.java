package tollgate.adapters;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;
import tollgate.requestlog.RequestRecord;

/** The value that a parser stands on, to be read as what its field is. It is refused where it is something else. */
record Value(ForeignField field, JsonToken token, JsonParser parser) {
    /** A decimal that is longer than this says no time. */
    private static final int MAX_DECIMAL_CHARS = 40;

    private static final int SECONDS_IN_NANOS = 9;
    private static final int MILLIS_IN_NANOS = 6;
    private static final int SECONDS_IN_MILLIS = 3;

    /** A text, or null where it is empty: other gateways write that for what they do not know. */
    @Nullable
    String text() throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_STRING) {
            throw wrongType("a string");
        }
        String text = parser.getText();
        if (text.length() > LineReader.MAX_TEXT_CHARS) {
            throw outOfRange("is longer than " + LineReader.MAX_TEXT_CHARS + " characters");
        }
        return text.isEmpty() ? null : text;
    }

    boolean bool() throws RefusedLineException {
        if (!token.isBoolean()) {
            throw wrongType("true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    long count() throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType("a whole number");
        }
        return bounded(parser.getDecimalValue(), LineReader.MAX_COUNT).longValueExact();
    }

    /** An HTTP status as a number or in quotes, or {@link RequestRecord#UNKNOWN} where it is another number or text. */
    int status() throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) {
            throw wrongType("a status");
        }
        String text = parser.getText();
        boolean status = text.length() == 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = status ? Integer.parseInt(text) : (int) RequestRecord.UNKNOWN;
        return number >= 100 && number <= 599 ? number : (int) RequestRecord.UNKNOWN;
    }

    /** Nanoseconds of a number of milliseconds. */
    long nanosOfMillis() throws IOException, RefusedLineException {
        return rounded(bounded(number(), LineReader.MAX_MILLIS), MILLIS_IN_NANOS);
    }

    /** Nanoseconds of a number of seconds, which may stand in quotes. */
    long nanosOfSeconds() throws IOException, RefusedLineException {
        return rounded(bounded(numberOrText(), LineReader.MAX_MILLIS / 1_000), SECONDS_IN_NANOS);
    }

    /** The time that is a number of seconds after 1970, which may stand in quotes. Exact to the nanosecond: no double is involved. */
    Instant epochSeconds() throws IOException, RefusedLineException {
        return instant(numberOrText(), 0);
    }

    /** The time that is a number of milliseconds after 1970. */
    Instant epochMillis() throws IOException, RefusedLineException {
        return instant(number(), SECONDS_IN_MILLIS);
    }

    private Instant instant(BigDecimal number, int placesOfSeconds) throws RefusedLineException {
        long end = LineReader.END_OF_TIMESTAMPS.getEpochSecond();
        BigDecimal most = BigDecimal.valueOf(end).movePointRight(placesOfSeconds);
        if (number.signum() < 0 || number.compareTo(most) >= 0) {
            throw outOfRange("is not from 1970 to 9998");
        }
        BigDecimal seconds = plain(number).movePointLeft(placesOfSeconds);
        long whole = seconds.longValue();
        BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
        // Rounded down: the last moment that is allowed must not become the first that is not.
        return Instant.ofEpochSecond(
                whole, fraction.movePointRight(SECONDS_IN_NANOS).longValue());
    }

    private BigDecimal number() throws IOException, RefusedLineException {
        if (!token.isNumeric()) {
            throw wrongType("a number");
        }
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) { // an exponent that BigDecimal cannot hold
            throw outOfRange("has an exponent beyond all measure");
        }
    }

    private BigDecimal numberOrText() throws IOException, RefusedLineException {
        if (token != JsonToken.VALUE_STRING) {
            return number();
        }
        String text = parser.getText();
        try {
            if (text.length() <= MAX_DECIMAL_CHARS) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) { // said below
        }
        throw wrongType("a decimal number");
    }

    private BigDecimal bounded(BigDecimal number, long most) throws RefusedLineException {
        if (number.signum() < 0) {
            throw refusal(Reason.NEGATIVE, "is negative");
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw outOfRange("is above " + most);
        }
        return plain(number);
    }

    /** Without the exponents that would make arithmetic slow: in a number of bounded size, what is below 1e-20 says nothing. */
    private static BigDecimal plain(BigDecimal number) {
        boolean nothing = number.signum() == 0 || (long) number.precision() - number.scale() < -20;
        return nothing ? BigDecimal.ZERO : number;
    }

    private static long rounded(BigDecimal number, int places) {
        return number.movePointRight(places).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    RefusedLineException wrongType(String expected) {
        return refusal(Reason.WRONG_TYPE, "is not " + expected);
    }

    RefusedLineException outOfRange(String explanation) {
        return refusal(Reason.OUT_OF_RANGE, explanation);
    }

    RefusedLineException refusal(Reason reason, String explanation) {
        return RefusedLineException.of(reason, field.feeds(), field.path() + " " + explanation);
    }
}
