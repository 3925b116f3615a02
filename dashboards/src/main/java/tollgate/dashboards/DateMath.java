package tollgate.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elasticsearch's date math, as far as dashboards use it: {@code now}, a span before it, and the start of an hour, a day or a month. */
public final class DateMath {
    private static final Pattern FORM = Pattern.compile("now(?:-(\\d+)([smhdw]))?(?:/([hdM]))?");

    private DateMath() {}

    /**
     * The moment that a text means.
     *
     * @throws IllegalArgumentException where it is of another form
     */
    public static Instant at(String text, Instant now) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "no such time is known here: '" + text + "'; write it as now-24h, now/d or now-1d/d");
        }
        Instant at = form.group(1) == null ? now : now.minus(span(Long.parseLong(form.group(1)), form.group(2)));
        return switch (form.group(3)) {
            case null -> at;
            case "h" -> at.truncatedTo(ChronoUnit.HOURS);
            case "d" -> at.truncatedTo(ChronoUnit.DAYS);
            default ->
                at.truncatedTo(ChronoUnit.DAYS)
                        .atOffset(ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .toInstant();
        };
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
