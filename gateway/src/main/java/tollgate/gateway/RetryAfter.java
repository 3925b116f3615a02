package tollgate.gateway;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code retry-after} (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {
    /** What is said where nothing is. */
    static final long NONE = 0;

    private static final int MAX_DIGITS = 9;

    /** Nanoseconds from now on; {@link #NONE} for a header that is absent, past or cannot be read. */
    static long nanos(@Nullable String header, Instant now) {
        if (header == null) {
            return NONE;
        }
        String text = header.strip();
        if (!text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(text)).toNanos();
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return until.isAfter(now) && until.isBefore(now.plus(Duration.ofDays(1)))
                    ? Duration.between(now, until).toNanos()
                    : NONE;
        } catch (DateTimeException e) { // as good as none
            return NONE;
        }
    }

    private RetryAfter() {}
}
