package tollgate.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something is to last: a whole number and s, m, h or d. */
final class Periods {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

    /**
     * Reads the value of an option.
     *
     * @throws IllegalArgumentException where it is none
     */
    static Duration parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    option + " is \"" + text + "\": give a whole number and s, m, h or d, such as 7d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private Periods() {}
}
