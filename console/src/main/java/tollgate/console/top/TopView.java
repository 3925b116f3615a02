package tollgate.console.top;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes figures as text. What is not known is a dash.
 *
 * @param order of the models
 * @param filter models whose name has this are shown; empty for all
 */
public record TopView(TopOrder order, String filter) {
    private static final String ROW = "%-28s %9s %8s %10s %11s %9s %9s %9s %9s";
    private static final int NAME_CHARS = 28;
    private static final String UNKNOWN = "–";
    private static final String KEYS =
            "sort: r requests, e errors, t tokens, c cost, l latency, f first token · / filter · q quit";

    public TopView withOrder(TopOrder newOrder) {
        return new TopView(newOrder, filter);
    }

    public TopView withFilter(String newFilter) {
        return new TopView(order, newFilter);
    }

    /** The lines of a screen: a heading, all together, then as many models as there is room for. */
    public List<String> screen(List<TopFigures> figures, Instant at, int rows) {
        List<String> lines = new ArrayList<>();
        TopFigures all = figures.getFirst();
        lines.add("tollgate top · %s · requests that ended within %d s%s"
                .formatted(
                        at.truncatedTo(ChronoUnit.SECONDS),
                        all.window().toSeconds(),
                        all.unpriced() == 0 ? "" : " · %,d without a known cost".formatted(all.unpriced())));
        lines.add(KEYS + (filter.isEmpty() ? "" : " · only '" + filter + "'"));
        lines.add("");
        lines.add(ROW.formatted(
                "model", "req/s", "errors", "tokens/s", "cost/h", "p50 ms", "p95 ms", "p99 ms", "first ms"));
        lines.add(row(all));
        figures.stream()
                .skip(1)
                .filter(each -> each.name().toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT)))
                .sorted(order.comparator())
                .limit(Math.max(0, rows - lines.size() - 1))
                .forEach(each -> lines.add(row(each)));
        return lines;
    }

    /** One line of all together, for where there is no terminal. */
    public String line(List<TopFigures> figures, Instant at) {
        TopFigures all = figures.getFirst();
        return "%s %s req/s, %s errors, %s tokens/s, %s cost/h, p50 %s ms, p95 %s ms, p99 %s ms, first token %s ms"
                .formatted(
                        at.truncatedTo(ChronoUnit.SECONDS),
                        decimal(all.requestsPerSecond()),
                        percent(all.errorShare()),
                        whole(all.tokensPerSecond()),
                        money(all.costPerHour()),
                        whole(all.p50Ms()),
                        whole(all.p95Ms()),
                        whole(all.p99Ms()),
                        whole(all.ttftMs()));
    }

    private static String row(TopFigures each) {
        String name = plain(each.name());
        return ROW.formatted(
                name.length() > NAME_CHARS ? name.substring(0, NAME_CHARS - 1) + "…" : name,
                decimal(each.requestsPerSecond()),
                percent(each.errorShare()),
                whole(each.tokensPerSecond()),
                money(each.costPerHour()),
                whole(each.p50Ms()),
                whole(each.p95Ms()),
                whole(each.p99Ms()),
                whole(each.ttftMs()));
    }

    /** A name comes from a caller, and must not steer the terminal. */
    private static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private static String percent(@Nullable Double value) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, "%.2f %%", value * 100);
    }

    private static String whole(@Nullable Double value) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String money(@Nullable Double value) {
        return value == null ? UNKNOWN : String.format(Locale.ROOT, "%,.4f", value);
    }
}
