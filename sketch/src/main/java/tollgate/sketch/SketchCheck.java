package tollgate.sketch;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Whether the parts of a sketch that comes from outside can belong together: a torn or foreign one is refused. */
final class SketchCheck {
    /** 10^18 seconds, well below a long's largest. */
    private static final BigInteger MAX_SUM_NANOS = BigInteger.TEN.pow(27);

    private SketchCheck() {}

    static void scale(int scale) {
        if (scale != Buckets.SCALE) {
            throw new IllegalArgumentException("scale is " + scale + ", only " + Buckets.SCALE + " is read");
        }
    }

    /** The number of latencies. */
    static long count(
            BucketCounts buckets, long zeroCount, BigInteger sum, @Nullable Long minNanos, @Nullable Long maxNanos) {
        if (zeroCount < 0) {
            throw new IllegalArgumentException("the count of zeros is " + zeroCount);
        }
        long count = zeroCount;
        int first = buckets.next(Buckets.FIRST);
        int last = BucketCounts.NONE;
        for (int bucket = first; bucket != BucketCounts.NONE; bucket = buckets.next(bucket + 1)) {
            count += buckets.get(bucket);
            if (count < 0) {
                throw new IllegalArgumentException("the counts add up to more than " + Long.MAX_VALUE);
            }
            last = bucket;
        }
        if (count == 0 ? minNanos != null || maxNanos != null : minNanos == null || maxNanos == null) {
            throw new IllegalArgumentException("min and max are there where latencies are, and only there; here are "
                    + count + " latencies, min " + minNanos + " ns, max " + maxNanos + " ns");
        }
        if (minNanos != null && maxNanos != null) {
            extreme("min", minNanos, zeroCount > 0 ? BucketCounts.NONE : first);
            extreme("max", maxNanos, last);
        }
        if (sum.signum() != (last == BucketCounts.NONE ? 0 : 1) || sum.compareTo(MAX_SUM_NANOS) > 0) {
            throw new IllegalArgumentException("the sum of " + sum + " ns is not that of the buckets");
        }
        return count;
    }

    private static void extreme(String name, long nanos, int bucket) {
        boolean fits = bucket == BucketCounts.NONE
                ? nanos == 0
                : nanos > 0 && nanos <= LatencySketch.MAX_NANOS && Buckets.index(nanos) == bucket;
        if (!fits) {
            throw new IllegalArgumentException(name + " of " + nanos + " ns is not in the outermost bucket");
        }
    }
}
