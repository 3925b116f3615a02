package tollgate.dashboards.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Kibana writes them: a whole number of one unit, {@code 30s}, {@code 5m}, {@code 72h}, {@code 31d}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})([smhd])");

    /** The largest first. */
    private enum Unit {
        DAY("d", Duration.ofDays(1)),
        HOUR("h", Duration.ofHours(1)),
        MINUTE("m", Duration.ofMinutes(1)),
        SECOND("s", Duration.ofSeconds(1));

        private final String letter;
        private final Duration length;

        Unit(String letter, Duration length) {
            this.letter = letter;
            this.length = length;
        }
    }

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write a number and s, m, h or d, such as 5m");
        }
        Unit unit = Arrays.stream(Unit.values())
                .filter(each -> each.letter.equals(matcher.group(2)))
                .findFirst()
                .orElseThrow();
        return unit.length.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /** The letter of the largest unit that leaves no rest. */
    static String unit(Duration duration) {
        return largest(duration).letter;
    }

    /** How many of that unit. */
    static long size(Duration duration) {
        return duration.dividedBy(largest(duration).length);
    }

    static String format(Duration duration) {
        return size(duration) + unit(duration);
    }

    private static Unit largest(Duration duration) {
        return Arrays.stream(Unit.values())
                .filter(unit -> duration.toSeconds() % unit.length.toSeconds() == 0)
                .findFirst()
                .orElseThrow();
    }

    private Durations() {}
}
