package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tollgate.sketch.LatencySketch.MAX_NANOS;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencySketchTest {
    private final LatencySketch sketch = new LatencySketch();

    @Test
    void nothingHasNoQuantile() {
        assertThat(sketch.count()).isZero();
        assertThat(sketch.sumNanos()).isZero();
        assertThat(sketch.quantileNanos(0.5)).isEmpty();
        assertThat(sketch.minNanos()).isEmpty();
        assertThat(sketch.maxNanos()).isEmpty();
    }

    @Test
    void zerosAreCountedApart() {
        sketch.add(0);
        sketch.add(0);
        sketch.add(3_000_000);

        assertThat(sketch.count()).isEqualTo(3);
        assertThat(sketch.zeroCount()).isEqualTo(2);
        assertThat(sketch.quantileNanos(0.5)).hasValue(0);
        assertThat(sketch.quantileNanos(0.75)).hasValue(1_500_000);
        assertThat(sketch.minNanos()).hasValue(0);
        assertThat(sketch.maxNanos()).hasValue(3_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, MAX_NANOS + 1, Long.MAX_VALUE})
    void latencyOutOfRangeIsRefusedAndLeavesNoTrace(long nanos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sketch.add(nanos))
                .withMessage("latency of %s ns: 0 to 1000000000000000 is allowed", nanos);
        assertThat(SketchSnapshot.of(sketch)).isEqualTo(SketchSnapshot.of(new LatencySketch()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void quantileOutOfRangeIsRefused(double quantile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sketch.quantileNanos(quantile))
                .withMessage("quantile %s: 0 to 1 is allowed", quantile);
    }

    @Test
    void sumIsExactBeyondALong() {
        for (int i = 0; i < 20_000; i++) {
            sketch.add(MAX_NANOS - 1);
        }

        assertThat(sketch.sumNanos())
                .isEqualTo(BigInteger.valueOf(20_000).multiply(BigInteger.valueOf(MAX_NANOS - 1)))
                .isGreaterThan(BigInteger.valueOf(Long.MAX_VALUE));
    }

    @Test
    void sketchMergesWithItself() {
        sketch.add(5);
        sketch.add(7_000_000);

        sketch.merge(sketch);

        assertThat(sketch.count()).isEqualTo(4);
        assertThat(sketch.sumNanos()).isEqualTo(14_000_010);
        assertThat(SketchSnapshot.of(sketch).runs()).startsWith("2 -").endsWith(" 2");
    }

    @Test
    void mergeThatWouldOverflowTheCountAddsNothing() {
        LatencySketch full = zeros(Long.MAX_VALUE);
        sketch.add(0);
        SketchSnapshot before = SketchSnapshot.of(sketch);

        assertThatThrownBy(() -> sketch.merge(full)).isInstanceOf(ArithmeticException.class);
        assertThat(SketchSnapshot.of(sketch)).isEqualTo(before);
    }

    @Test
    void mergeThatWouldOverflowTheSumAddsNothing() {
        LatencySketch large = largest(1_000_000_000_000L);
        for (int i = 0; i < 9; i++) {
            sketch.merge(large);
        }
        assertThat(sketch.sumNanos()).isEqualTo(BigInteger.TEN.pow(27).multiply(BigInteger.valueOf(9)));
        SketchSnapshot before = SketchSnapshot.of(sketch);

        assertThatThrownBy(() -> sketch.merge(large)).isInstanceOf(ArithmeticException.class);
        assertThat(SketchSnapshot.of(sketch)).isEqualTo(before);
    }

    private static LatencySketch zeros(long count) {
        return new SketchSnapshot(6, count, 0, "", BigInteger.ZERO, 0L, 0L).toSketch();
    }

    private static LatencySketch largest(long count) {
        BigInteger sum = BigInteger.valueOf(count).multiply(BigInteger.valueOf(MAX_NANOS));
        return new SketchSnapshot(6, 0, Buckets.LAST, Long.toString(count), sum, MAX_NANOS, MAX_NANOS).toSketch();
    }
}
