package tollgate.requestlog;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339 date-times: read with any offset, written in UTC with milliseconds and, where there are finer parts, with micro- or
 * nanoseconds. By hand, because a request line has one and java.time's formatter takes as long as all the rest of the line.
 */
public final class Timestamps {
    /** Characters of {@code 2026-03-15T14:30:22.123456789Z}. */
    static final int MAX_LENGTH = 30;

    /** Characters of {@code 2026-03-15T14:30:22}. */
    private static final int SECONDS_END = 19;

    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int SECONDS_PER_DAY = 86_400;

    /** The instant that a text stands for, or null where it is no RFC 3339 date-time with an offset. */
    public static @Nullable Instant parse(CharSequence text) {
        int length = text.length();
        if (length <= SECONDS_END || !hasSeparators(text)) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        if ((year | month | day | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        int at = SECONDS_END;
        int nanos = 0;
        if (text.charAt(at) == '.') {
            int end = at + 1;
            while (end < length && isDigit(text.charAt(end))) {
                end++;
            }
            int count = end - at - 1;
            if (count == 0 || count > MAX_FRACTION_DIGITS) {
                return null;
            }
            nanos = digits(text, at + 1, count);
            for (int i = count; i < MAX_FRACTION_DIGITS; i++) {
                nanos *= 10;
            }
            at = end;
        }
        int offsetSeconds = offsetSeconds(text, at);
        if (offsetSeconds == Integer.MIN_VALUE) {
            return null;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(
                    days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offsetSeconds, nanos);
        } catch (DateTimeException e) { // 30 February
            return null;
        }
    }

    private static boolean hasSeparators(CharSequence text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static int offsetSeconds(CharSequence text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        if ((sign != '+' && sign != '-') || (hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int digits(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** As RFC 3339 in UTC. The year must be between 0 and 9999, which {@link #parse} and clocks keep to. */
    public static String format(Instant instant) {
        byte[] text = new byte[MAX_LENGTH];
        return new String(text, 0, format(instant, text, 0), StandardCharsets.US_ASCII);
    }

    /** The same into a buffer that has room for {@link #MAX_LENGTH} characters; returns where it ends. */
    static int format(Instant instant, byte[] text, int from) {
        long seconds = instant.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_PER_DAY));
        int secondOfDay = Math.floorMod(seconds, SECONDS_PER_DAY);
        put(text, from, 4, date.getYear());
        text[from + 4] = '-';
        put(text, from + 5, 2, date.getMonthValue());
        text[from + 7] = '-';
        put(text, from + 8, 2, date.getDayOfMonth());
        text[from + 10] = 'T';
        put(text, from + 11, 2, secondOfDay / 3600);
        text[from + 13] = ':';
        put(text, from + 14, 2, secondOfDay / 60 % 60);
        text[from + 16] = ':';
        put(text, from + 17, 2, secondOfDay % 60);
        int dot = from + SECONDS_END;
        text[dot] = '.';
        int nanos = instant.getNano();
        int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        put(text, dot + 1, digits, digits == 3 ? nanos / 1_000_000 : digits == 6 ? nanos / 1_000 : nanos);
        text[dot + 1 + digits] = 'Z';
        return dot + 2 + digits;
    }

    private static void put(byte[] text, int from, int count, int value) {
        int left = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private Timestamps() {}
}
