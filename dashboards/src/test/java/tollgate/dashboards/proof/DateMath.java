package tollgate.dashboards.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elasticsearch's date math, as far as dashboards use it: {@code now}, a span before it, and the start of a day or an hour. */
final class DateMath {
    private static final Pattern FORM = Pattern.compile("now(?:-(\\d+)([smhdw]))?(?:/([hd]))?");

    private DateMath() {}

    static Instant at(String text, Instant now) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("the proof does not know the time '" + text + "'; teach DateMath");
        }
        Instant at = form.group(1) == null ? now : now.minus(span(Long.parseLong(form.group(1)), form.group(2)));
        return form.group(3) == null
                ? at
                : at.truncatedTo(form.group(3).equals("d") ? ChronoUnit.DAYS : ChronoUnit.HOURS);
    }

    private static Duration span(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
