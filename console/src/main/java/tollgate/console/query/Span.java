package tollgate.console.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tollgate.dashboards.DateMath;
import tollgate.dashboards.TimeRange;

/**
 * A span of time.
 *
 * @param from its start, which belongs to it
 * @param to its end, which does not
 */
public record Span(Instant from, Instant to) {
    /** A little more than the longest retention that Tollgate has by default. */
    private static final Duration LONGEST = Duration.ofDays(800);

    private static final int LONGEST_TEXT = 40;

    public Span {
        if (!from.isBefore(to)) {
            throw new BadQuestionException("the time begins at " + from + " and ends at " + to + ": let it end later");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new BadQuestionException(
                    "the time is longer than " + LONGEST.toDays() + " days: choose a shorter one");
        }
    }

    /**
     * The span that two texts mean: date math such as {@code now-24h}, or a moment such as {@code 2026-11-24T15:00:00Z}.
     *
     * @throws BadQuestionException where they mean none
     */
    public static Span of(String from, String to, Instant now) {
        return new Span(moment(from, now), moment(to, now));
    }

    static Span of(TimeRange range, Instant now) {
        return of(range.from(), range.to(), now);
    }

    private static Instant moment(String text, Instant now) {
        if (text.length() > LONGEST_TEXT) {
            throw new BadQuestionException("a time has at most " + LONGEST_TEXT + " characters");
        }
        try {
            return text.startsWith("now") ? DateMath.at(text, now) : Instant.parse(text);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new BadQuestionException(
                    "'" + text + "' is no time: write it as now-24h, now/d or 2026-11-24T15:00:00Z");
        }
    }
}
