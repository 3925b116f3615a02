package tollgate.sketch;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Latencies, as counts in exponential buckets. Count, sum, smallest and largest are exact.
 *
 * <p><b>Error.</b> Every quantile has a relative error of at most (base-1)/(base+1) = 0.5416 %, where base = 2^(1/64)
 * (scale 6; scale 5 would give 1.083 %). Proof: a bucket holds (l, u] with u = base * l, and 2u/(base+1) is reported for
 * all of it. The relative error of that falls from l to the reported value and rises from there to u. At l it is
 * 2*base/(base+1) - 1, at u 1 - 2/(base+1), and both are (base-1)/(base+1). Interpolation between two ranks weighs two
 * such errors with the weights of the two values, which keeps the bound. Zero has its own count and no error, nor have
 * smallest and largest.
 *
 * <p><b>Merge.</b> Merging gives the same sketch as adding all latencies to one, in any order and by any split, also
 * through {@link SketchJson} and {@link SketchSnapshot}.
 *
 * <p><b>Memory.</b> 0 to 10^15 ns are 3,190 buckets (-1276 to 1913) of 8 bytes: 25.5 kB at most. Only the range between
 * smallest and largest is allocated: 0.5 kB for each factor of two.
 *
 * <p>One thread at a time.
 */
public final class LatencySketch {
    /** A larger latency is refused: 10^15 ns, which is 11 days. */
    public static final long MAX_NANOS = 1_000_000_000_000_000L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** The sum of nanoseconds is carried over into seconds from here on; two of it are far from an overflow. */
    private static final long CARRY_NANOS = 1_000_000_000_000_000_000L;

    private final BucketCounts buckets;
    private long count;
    private long zeroCount;
    private long sumSeconds;
    private long sumNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos = Long.MIN_VALUE;

    public LatencySketch() {
        buckets = new BucketCounts();
    }

    /** Owns the buckets from now on. */
    LatencySketch(
            BucketCounts buckets, long zeroCount, BigInteger sum, @Nullable Long minNanos, @Nullable Long maxNanos) {
        this.buckets = buckets;
        this.zeroCount = zeroCount;
        this.count = SketchCheck.count(buckets, zeroCount, sum, minNanos, maxNanos);
        BigInteger[] parts = sum.divideAndRemainder(BigInteger.valueOf(NANOS_PER_SECOND));
        this.sumSeconds = parts[0].longValueExact();
        this.sumNanos = parts[1].longValueExact();
        if (minNanos != null && maxNanos != null) {
            this.minNanos = minNanos;
            this.maxNanos = maxNanos;
        }
    }

    /**
     * Adds one latency.
     *
     * @throws IllegalArgumentException if it is negative or more than {@link #MAX_NANOS}
     */
    public void add(long nanos) {
        if (nanos < 0 || nanos > MAX_NANOS) {
            throw new IllegalArgumentException("latency of " + nanos + " ns: 0 to " + MAX_NANOS + " is allowed");
        }
        addToSum(0, nanos);
        count++;
        if (nanos == 0) {
            zeroCount++;
        } else {
            buckets.increment(Buckets.index(nanos));
        }
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
    }

    /**
     * Adds all latencies of another sketch, which stays as it is.
     *
     * @throws ArithmeticException if both together have more than 2^63-1 latencies or seconds; then nothing is added
     */
    public void merge(LatencySketch other) {
        long newCount = Math.addExact(count, other.count);
        addToSum(other.sumSeconds, other.sumNanos);
        count = newCount;
        zeroCount += other.zeroCount;
        buckets.addAll(other.buckets);
        minNanos = Math.min(minNanos, other.minNanos);
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    public long count() {
        return count;
    }

    /**
     * The quantile in nanoseconds, or nothing where nothing was added. It is the value at rank quantile * (count - 1) of
     * the sorted latencies, counted from 0 and linearly interpolated between two of them: definition 7 of Hyndman and
     * Fan, "Sample Quantiles in Statistical Packages" (1996), which Elasticsearch takes as well.
     *
     * @param quantile 0 (smallest) to 1 (largest); 0.95 is the 95th percentile
     */
    public OptionalDouble quantileNanos(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile " + quantile + ": 0 to 1 is allowed");
        }
        if (count == 0) {
            return OptionalDouble.empty();
        }
        double rank = quantile * (count - 1);
        double lower = valueAt((long) rank);
        double weight = rank - (long) rank;
        if (weight == 0) {
            return OptionalDouble.of(lower);
        }
        return OptionalDouble.of(lower + weight * (valueAt((long) rank + 1) - lower));
    }

    /** The exact sum; not a long, which 9,224 of the largest latencies would overflow. */
    public BigInteger sumNanos() {
        return BigInteger.valueOf(sumSeconds)
                .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
                .add(BigInteger.valueOf(sumNanos));
    }

    public OptionalLong minNanos() {
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(minNanos);
    }

    public OptionalLong maxNanos() {
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(maxNanos);
    }

    long zeroCount() {
        return zeroCount;
    }

    BucketCounts buckets() {
        return buckets;
    }

    /** The value at a rank from 0; smallest and largest are known, and the middle of a bucket never lies beyond them. */
    private double valueAt(long rank) {
        if (rank == 0) {
            return minNanos;
        }
        if (rank >= count - 1) {
            return maxNanos;
        }
        long rest = rank - zeroCount;
        if (rest < 0) {
            return 0;
        }
        int bucket = buckets.next(Buckets.FIRST);
        while (rest >= buckets.get(bucket)) {
            rest -= buckets.get(bucket);
            bucket = buckets.next(bucket + 1);
        }
        return Math.clamp(Buckets.middleNanos(bucket), (double) minNanos, (double) maxNanos);
    }

    private void addToSum(long seconds, long nanos) {
        long newSeconds = Math.addExact(sumSeconds, seconds);
        long newNanos = sumNanos + nanos;
        if (newNanos >= CARRY_NANOS) {
            newSeconds = Math.addExact(newSeconds, newNanos / NANOS_PER_SECOND);
            newNanos %= NANOS_PER_SECOND;
        }
        sumSeconds = newSeconds;
        sumNanos = newNanos;
    }
}
