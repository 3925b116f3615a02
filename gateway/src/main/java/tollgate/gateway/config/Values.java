package tollgate.gateway.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parsers of values; an {@link IllegalArgumentException} says what is wrong and what to do. */
final class Values {
    private static final int MAX_NAME_CHARS = 256;

    /** A set that keeps the order in which messages name its members. */
    static Set<String> ordered(String... keys) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }

    static String name(String text) {
        if (text.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException("has " + text.length() + " characters; use at most " + MAX_NAME_CHARS);
        }
        return text;
    }

    /** Does not repeat the text: people put passwords into addresses. */
    static URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException("is no address of an OpenAI-compatible endpoint; set one like"
                + " https://host/v1, without user, password or query");
    }

    /** A moment as {@code 2027-01-31T12:00:00Z}, or a day, which begins at 00:00 UTC. */
    static Instant moment(String text) {
        try {
            return text.length() == "2027-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no day like 2027-01-31 and no time like 2027-01-31T12:00:00Z", e);
        }
    }

    static BigDecimal temperature(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() >= 0 && value.compareTo(BigDecimal.TWO) <= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("is no number from 0 to 2");
    }

    static Long count(String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= Integer.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("is no whole number from 1 to " + Integer.MAX_VALUE);
    }

    private Values() {}
}
