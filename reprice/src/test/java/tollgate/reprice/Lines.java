package tollgate.reprice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A request log of ten minutes, and by hand what each request costs by the first price book and by the second: alpha gets dearer,
 * beta is sold in yuan, gamma has a price at last, delta has none any more, epsilon keeps its price.
 */
final class Lines {
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    static final int REQUESTS = 300;
    static final int SECONDS_BETWEEN = 2;

    private static final List<String> MODELS = List.of("alpha", "beta", "gamma", "delta", "epsilon");

    static String[] oldPrices() {
        return new String[] {
            Prices.entry("alpha", "USD", "1", "2", "    cache_read: \"0.1\"\n"),
            Prices.entry("beta", "USD", "3", "4"),
            Prices.entry("delta", "USD", "5", "6"),
            Prices.entry("epsilon", "USD", "0.3", "0.05")
        };
    }

    static String[] newPrices() {
        return new String[] {
            Prices.entry("alpha", "USD", "1.5", "2", "    cache_read: \"0.15\"\n"),
            Prices.entry("beta", "CNY", "10", "20"),
            Prices.entry("gamma", "USD", "7", "7"),
            Prices.entry("epsilon", "USD", "0.3", "0.05")
        };
    }

    static String id(int request) {
        return "r" + request;
    }

    static Instant time(int request) {
        return START.plusSeconds((long) SECONDS_BETWEEN * request);
    }

    static String model(int request) {
        return MODELS.get(request % MODELS.size());
    }

    static String text(int from, int to) {
        return IntStream.range(from, to).mapToObj(Lines::line).collect(Collectors.joining());
    }

    private static String line(int i) {
        boolean answered = i % 2 == 0;
        String line = "{\"timestamp\":\"" + time(i) + "\",\"request_id\":\"" + id(i) + "\",\"model_name\":\""
                + (answered ? "alias" : model(i)) + "\",\"latency_ms\":" + (100 + i) + ".125"
                + (answered ? ",\"response_model\":\"" + model(i) + "\"" : "")
                + ",\"input_tokens\":" + input(i)
                + (cached(i) > 0 ? ",\"cache_read_tokens\":" + cached(i) : "")
                + (unknown(i) ? "" : ",\"output_tokens\":" + output(i))
                + (i % 3 == 0 ? ",\"tenant\":\"search\"" : "")
                + ",\"stream\":" + answered + ",\"outcome\":\"" + (i % 10 == 9 ? "upstream_error" : "ok") + "\"}\n";
        return i % 50 == 0 ? line + line.replace("\"latency_ms\"", "\"kind\":\"slow_start\",\"latency_ms\"") : line;
    }

    private static long input(int i) {
        return 1_000L + i;
    }

    private static long cached(int i) {
        return i % 15 == 0 ? 200 : 0;
    }

    private static long output(int i) {
        return 10L + i;
    }

    private static boolean unknown(int i) {
        return i % 24 == 7;
    }

    static String currency(int i, boolean repriced) {
        return repriced && model(i).equals("beta") ? "CNY" : "USD";
    }

    /** In whole units, or null where it is not known. */
    static @Nullable BigDecimal cost(int i, boolean repriced) {
        if (unknown(i)) {
            return null;
        }
        long fresh = input(i) - cached(i);
        return switch (model(i)) {
            case "alpha" ->
                repriced
                        ? nanos(1_500 * fresh + 150 * cached(i) + 2_000 * output(i))
                        : nanos(1_000 * fresh + 100 * cached(i) + 2_000 * output(i));
            case "beta" ->
                repriced ? nanos(10_000 * input(i) + 20_000 * output(i)) : nanos(3_000 * input(i) + 4_000 * output(i));
            case "gamma" -> repriced ? nanos(7_000 * (input(i) + output(i))) : null;
            case "delta" -> repriced ? null : nanos(5_000 * input(i) + 6_000 * output(i));
            default -> nanos(300 * input(i) + 50 * output(i));
        };
    }

    private static BigDecimal nanos(long nanos) {
        return BigDecimal.valueOf(nanos, 9);
    }

    private Lines() {}
}
