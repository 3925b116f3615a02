package tollgate.console.top;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of the requests that ended within a window. What nobody knows is null.
 *
 * @param name of the model, or of all
 * @param requests that ended
 * @param errors of them, by provider or gateway
 * @param tokens input and output
 * @param cost in the reporting currency, of those whose cost is known
 * @param unpriced requests without a cost
 * @param p50Ms latency of answered requests, likewise p95 and p99
 * @param ttftMs time to the first token, of half of the answered streams
 */
public record TopFigures(
        String name,
        Duration window,
        long requests,
        long errors,
        @Nullable Double tokens,
        @Nullable Double cost,
        long unpriced,
        @Nullable Double p50Ms,
        @Nullable Double p95Ms,
        @Nullable Double p99Ms,
        @Nullable Double ttftMs) {
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    double requestsPerSecond() {
        return requests / seconds();
    }

    @Nullable
    Double errorShare() {
        return requests == 0 ? null : (double) errors / requests;
    }

    @Nullable
    Double tokensPerSecond() {
        return tokens == null ? null : tokens / seconds();
    }

    /** At the pace of the window. */
    @Nullable
    Double costPerHour() {
        return cost == null ? null : cost / seconds() * SECONDS_OF_AN_HOUR;
    }

    private double seconds() {
        return window.toMillis() / 1_000.0;
    }
}
