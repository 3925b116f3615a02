package tollgate.pricing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Dates and times as they stand in files. */
final class Moments {
    private Moments() {}

    /** @throws IllegalArgumentException that says what is wrong and what to do */
    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no date; write it as 2026-03-13", e);
        }
    }

    /**
     * A day means its first moment in UTC.
     *
     * @throws IllegalArgumentException that says what is wrong and what to do
     */
    static Instant moment(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write it as 2026-03-13 or 2026-03-13T08:00:00Z", e);
        }
    }
}
