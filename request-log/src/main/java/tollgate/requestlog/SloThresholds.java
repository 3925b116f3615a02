package tollgate.requestlog;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The latencies that usage windows count against: of each, how many requests kept to it. In nanoseconds, ascending, each once.
 *
 * <p>A field is named after its threshold, in whole seconds where it has no rest: {@code llm_gateway.latency.le_500ms}, {@code
 * llm_gateway.ttft.le_2s}.
 */
public record SloThresholds(List<Long> nanos) {
    /** Where nobody says otherwise. */
    public static final SloThresholds DEFAULT = parse("1s,2s,5s,10s,30s");

    private static final int MOST = 16;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int MOST_DIGITS = 9;

    public SloThresholds {
        nanos = List.copyOf(nanos);
    }

    /**
     * Understands {@code 500ms,2s}, in any order.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static SloThresholds parse(String list) {
        List<Long> sorted = Arrays.stream(list.split(",", -1))
                .map(part -> nanos(part.strip()))
                .sorted()
                .toList();
        if (sorted.stream().distinct().count() < sorted.size()) {
            throw new IllegalArgumentException("'" + list + "' names a threshold twice");
        }
        if (sorted.size() > MOST) {
            throw new IllegalArgumentException(
                    "'" + list + "' are " + sorted.size() + " thresholds, of at most " + MOST);
        }
        return new SloThresholds(sorted);
    }

    private static long nanos(String duration) {
        Matcher matcher = Pattern.compile("(\\d{1," + MOST_DIGITS + "})(ms|s)").matcher(duration);
        long millis = !matcher.matches()
                ? 0
                : Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("s") ? MILLIS_PER_SECOND : 1);
        if (millis == 0 || millis > LineReader.MAX_MILLIS) {
            throw new IllegalArgumentException(
                    "'" + duration + "' is no threshold: a list of whole milliseconds or seconds up" + " to "
                            + LineReader.MAX_MILLIS / MILLIS_PER_SECOND + "s is needed, such as 500ms,2s");
        }
        return millis * NANOS_PER_MILLI;
    }

    /** The field that counts latencies up to a threshold. */
    public static DocumentName latencyField(long thresholdNanos) {
        return new Count("llm_gateway.latency." + leaf(thresholdNanos));
    }

    /** The field that counts times to the first chunk up to a threshold. */
    public static DocumentName ttftField(long thresholdNanos) {
        return new Count("llm_gateway.ttft." + leaf(thresholdNanos));
    }

    /** All fields that these thresholds have. */
    public Stream<DocumentName> fields() {
        return nanos.stream().flatMap(each -> Stream.of(latencyField(each), ttftField(each)));
    }

    private static String leaf(long thresholdNanos) {
        long millis = thresholdNanos / NANOS_PER_MILLI;
        return millis % MILLIS_PER_SECOND == 0 ? "le_" + millis / MILLIS_PER_SECOND + "s" : "le_" + millis + "ms";
    }

    private record Count(String documentPath, DocumentPath path) implements DocumentName {
        Count(String documentPath) {
            this(documentPath, new DocumentPath(documentPath));
        }

        @Override
        public Mapping mapping() {
            return Mapping.LONG;
        }
    }
}
