package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tollgate.sketch.LatencySketch.MAX_NANOS;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Against the definition in integers: n &lt;= 10^6 * 2^(k/64) holds exactly where n^64 &lt;= 10^384 * 2^k. */
class BucketsTest {
    private static final BigInteger MILLI = BigInteger.TEN.pow(6 * 64);

    @Test
    void eachBoundaryIsExactToTheNanosecond() {
        for (int index = Buckets.FIRST; index <= Buckets.LAST; index++) {
            long boundary = floorOfUpperBoundary(index);
            for (long nanos = Math.max(boundary - 1, 1); nanos <= Math.min(boundary + 1, MAX_NANOS); nanos++) {
                assertInBucket(nanos, Buckets.index(nanos));
            }
            if (boundary > 200 && boundary < MAX_NANOS) { // below, some buckets hold no whole nanosecond
                assertThat(Buckets.index(boundary)).isEqualTo(index);
                assertThat(Buckets.index(boundary + 1)).isEqualTo(index + 1);
            }
        }
    }

    @Test
    void eachOfTheFirstMicrosecondsIsInItsBucket() {
        for (long nanos = 1; nanos <= 10_000; nanos++) {
            assertInBucket(nanos, Buckets.index(nanos));
        }
    }

    @Test
    void powersOfTwoMillisecondsCloseTheirBuckets() {
        for (int power = -6; power < 30; power++) {
            long nanos = power < 0 ? 1_000_000L >> -power : 1_000_000L << power;
            assertThat(Buckets.index(nanos)).isEqualTo(64 * power - 1);
            assertThat(Buckets.index(nanos + 1)).isGreaterThanOrEqualTo(64 * power);
        }
    }

    @Test
    void latenciesTakeExactly3190Buckets() {
        assertThat(Buckets.index(1)).isEqualTo(Buckets.FIRST);
        assertThat(Buckets.index(MAX_NANOS)).isEqualTo(Buckets.LAST);
        assertThat(Buckets.LAST - Buckets.FIRST + 1).isEqualTo(3190);
    }

    @Property(tries = 2_000)
    void anyLatencyIsInItsBucket(@ForAll @LongRange(min = 1, max = MAX_NANOS) long nanos) {
        assertInBucket(nanos, Buckets.index(nanos));
    }

    @Property
    void middleIsEquallyFarFromBothBoundaries(@ForAll @IntRange(min = Buckets.FIRST, max = Buckets.LAST) int index) {
        double lower = 1e6 * Math.pow(2, index / 64.0);
        double upper = 1e6 * Math.pow(2, (index + 1) / 64.0);
        double middle = Buckets.middleNanos(index);

        assertThat((middle - lower) / lower).isCloseTo(0.005415, within(1e-6));
        assertThat((upper - middle) / upper).isCloseTo(0.005415, within(1e-6));
    }

    private static void assertInBucket(long nanos, int index) {
        assertThat(isAtMost(nanos, index + 1) && !isAtMost(nanos, index))
                .as("%s ns in bucket %s", nanos, index)
                .isTrue();
    }

    private static long floorOfUpperBoundary(int index) {
        long floor = Math.max(1, Math.round(1e6 * Math.pow(2, (index + 1) / 64.0)));
        while (!isAtMost(floor, index + 1) && floor > 1) {
            floor--;
        }
        while (isAtMost(floor + 1, index + 1)) {
            floor++;
        }
        return floor;
    }

    /** Whether n &lt;= 10^6 * 2^(k/64). */
    private static boolean isAtMost(long nanos, int k) {
        BigInteger left = BigInteger.valueOf(nanos).pow(64);
        return left.shiftLeft(Math.max(-k, 0)).compareTo(MILLI.shiftLeft(Math.max(k, 0))) <= 0;
    }
}
