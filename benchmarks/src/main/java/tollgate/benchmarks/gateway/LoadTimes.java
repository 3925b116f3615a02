package tollgate.benchmarks.gateway;

import java.util.Arrays;

/** What was measured under a load. */
final class LoadTimes {
    private final int answers;
    private final double seconds;
    private final long[] firstNanos;
    private final long[] endNanos;

    /**
     * Takes the arrays over.
     *
     * @param answers whole answers of status 200
     * @param firstNanos to the first byte of each body
     * @param endNanos to the end of each answer
     */
    LoadTimes(int answers, double seconds, long[] firstNanos, long[] endNanos) {
        this.answers = answers;
        this.seconds = seconds;
        this.firstNanos = firstNanos;
        this.endNanos = endNanos;
        Arrays.sort(firstNanos);
        Arrays.sort(endNanos);
    }

    int asked() {
        return endNanos.length;
    }

    int answers() {
        return answers;
    }

    double seconds() {
        return seconds;
    }

    double firstMicros(double quantile) {
        return micros(firstNanos, quantile);
    }

    double endMicros(double quantile) {
        return micros(endNanos, quantile);
    }

    private static double micros(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1.0, sorted.length * quantile)] / 1e3;
    }
}
