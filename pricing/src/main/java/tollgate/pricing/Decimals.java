package tollgate.pricing;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as a person or LiteLLM writes them, never by way of floating point. */
final class Decimals {
    private static final Pattern PLAIN = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final int MAX_EXPONENT = 40;
    private static final int MAX_LENGTH = 40;

    private Decimals() {}

    /** @throws IllegalArgumentException that says what is wrong and what to do */
    static BigDecimal plain(String text) {
        if (PLAIN.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("'" + text + "' is negative; write a number of 0 or more");
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no plain decimal; write it as 0.25, with up to 9 digits on each side of the point");
    }

    /** A price per token, which may have an exponent, as one per million tokens. */
    static BigDecimal perMillion(String perToken) {
        BigDecimal price;
        try {
            price = perToken.length() > MAX_LENGTH ? null : new BigDecimal(perToken);
        } catch (NumberFormatException e) {
            price = null;
        }
        // An exponent of a billion would make a number that no memory holds.
        if (price == null || Math.abs((long) price.scale()) > MAX_EXPONENT) {
            throw new IllegalArgumentException("'" + perToken + "' is no price; write a number such as 2.5e-07");
        }
        if (price.signum() < 0) {
            throw new IllegalArgumentException("'" + perToken + "' is negative; write a number of 0 or more");
        }
        return price.movePointRight(6);
    }
}
