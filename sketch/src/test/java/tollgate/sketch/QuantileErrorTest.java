package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact quantile here is definition 7 of Hyndman and Fan over the sorted latencies. */
class QuantileErrorTest {
    /** (base-1)/(base+1) is 0.00541515912…; the rest is for the rounding of doubles. */
    private static final double BOUND = 0.005_415_160;

    private static final double[] QUANTILES = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};
    private static final int COUNT = 20_000;

    static Stream<Arguments> distributions() {
        Random random = new Random(42);
        return Stream.of(
                Arguments.of("log-normal", drawn(() -> Math.round(2e9 * Math.exp(1.2 * random.nextGaussian())))),
                Arguments.of("Pareto", drawn(() -> capped(5e7 * Math.pow(1 - random.nextDouble(), -1 / 0.8)))),
                Arguments.of("constant", drawn(() -> 1_234_567_891L)),
                Arguments.of("two points", drawn(() -> random.nextInt(100) < 95 ? 1_000_003L : 61_000_000_007L)),
                Arguments.of("all zero", drawn(() -> 0L)),
                Arguments.of("half zero", drawn(() -> random.nextBoolean() ? 0L : random.nextLong(1, 5_000_000_000L))),
                Arguments.of("one outlier", withOutlier(drawn(() -> random.nextLong(1_000_000, 2_000_000)))),
                Arguments.of("uniform over 9 decades", drawn(() -> random.nextLong(1, 1_000_000_001))),
                Arguments.of(
                        "log-uniform over 15 decades", drawn(() -> capped(Math.pow(10, 15 * random.nextDouble())))),
                Arguments.of("boundaries and their neighbours", boundaries()),
                Arguments.of("one", new long[] {777}),
                Arguments.of("two", new long[] {1, LatencySketch.MAX_NANOS}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void everyQuantileIsWithinTheBound(String name, long[] latencies) {
        LatencySketch sketch = sketchOf(latencies);
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);

        for (double quantile : QUANTILES) {
            assertWithinBound(sketch, sorted, quantile);
        }
        for (int percent = 0; percent <= 1000; percent++) {
            assertWithinBound(sketch, sorted, percent / 1000.0);
        }
        assertThat(sketch.quantileNanos(0)).hasValue((double) sorted[0]);
        assertThat(sketch.quantileNanos(1)).hasValue((double) sorted[sorted.length - 1]);
    }

    @Property(tries = 2_000)
    void anyQuantileOfAnyLatenciesIsWithinTheBound(
            @ForAll @Size(min = 1, max = 50) long[] seeds, @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
        long[] sorted = LongStream.of(seeds)
                .map(seed -> (seed & Long.MAX_VALUE) % (LatencySketch.MAX_NANOS + 1))
                .sorted()
                .toArray();

        assertWithinBound(sketchOf(sorted), sorted, quantile);
    }

    @Property
    void anySingleLatencyIsExact(
            @ForAll @LongRange(min = 0, max = LatencySketch.MAX_NANOS) long nanos,
            @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
        assertThat(sketchOf(nanos, nanos, nanos).quantileNanos(quantile)).hasValue((double) nanos);
    }

    private static void assertWithinBound(LatencySketch sketch, long[] sorted, double quantile) {
        double exact = exactQuantile(sorted, quantile);
        assertThat(sketch.quantileNanos(quantile).orElseThrow())
                .as("quantile %s", quantile)
                .isCloseTo(exact, within(BOUND * exact));
    }

    private static double exactQuantile(long[] sorted, double quantile) {
        double rank = quantile * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    private static LatencySketch sketchOf(long... latencies) {
        LatencySketch sketch = new LatencySketch();
        LongStream.of(latencies).forEach(sketch::add);
        return sketch;
    }

    private static long[] drawn(LongSupplier latency) {
        return LongStream.generate(latency).limit(COUNT).toArray();
    }

    private static long[] withOutlier(long[] latencies) {
        latencies[COUNT / 2] = LatencySketch.MAX_NANOS;
        return latencies;
    }

    private static long[] boundaries() {
        return LongStream.rangeClosed(Buckets.FIRST, Buckets.LAST)
                .map(index -> (long) (1e6 * Math.pow(2, index / 64.0)))
                .flatMap(boundary -> LongStream.rangeClosed(boundary - 1, boundary + 1))
                .filter(nanos -> nanos >= 0)
                .toArray();
    }

    private static long capped(double nanos) {
        return (long) Math.min(nanos, LatencySketch.MAX_NANOS);
    }
}
