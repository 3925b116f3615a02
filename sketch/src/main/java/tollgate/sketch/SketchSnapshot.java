package tollgate.sketch;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sketch as plain values, for a checkpoint: data binding writes and reads it without further help. Two sketches of the
 * same latencies have equal snapshots.
 *
 * @param scale always 6
 * @param zeroCount how many latencies are 0
 * @param firstBucket the index of the first bucket that has latencies; 0 if there is none
 * @param runs from the first bucket that has latencies to the last, with a space between two: a positive number is the count of
 *     the next bucket, a negative one stands for as many empty buckets. Text, since a list of numbers would take ten times
 *     the memory and, bound one by one, the time
 * @param sumNanos the exact sum
 * @param minNanos the smallest latency, or null where there is none
 * @param maxNanos the largest latency, or null where there is none
 */
public record SketchSnapshot(
        int scale,
        long zeroCount,
        int firstBucket,
        String runs,
        BigInteger sumNanos,
        @Nullable Long minNanos,
        @Nullable Long maxNanos) {
    public SketchSnapshot {
        Objects.requireNonNull(sumNanos, "sumNanos is missing");
        Objects.requireNonNull(runs, "runs is missing");
    }

    public static SketchSnapshot of(LatencySketch sketch) {
        BucketCounts buckets = sketch.buckets();
        int first = buckets.next(Buckets.FIRST);
        StringBuilder runs = new StringBuilder();
        int expected = first;
        for (int bucket = first; bucket != BucketCounts.NONE; bucket = buckets.next(bucket + 1)) {
            if (bucket > expected) {
                runs.append(expected - bucket).append(' ');
            }
            runs.append(buckets.get(bucket)).append(' ');
            expected = bucket + 1;
        }
        boolean empty = sketch.count() == 0;
        return new SketchSnapshot(
                Buckets.SCALE,
                sketch.zeroCount(),
                runs.isEmpty() ? 0 : first,
                runs.isEmpty() ? "" : runs.substring(0, runs.length() - 1),
                sketch.sumNanos(),
                empty ? null : sketch.minNanos().getAsLong(),
                empty ? null : sketch.maxNanos().getAsLong());
    }

    /** How many latencies there are. */
    public long count() {
        long count = zeroCount;
        for (Runs left = new Runs(runs); left.hasNext(); ) {
            count += Math.max(left.next(), 0);
        }
        return count;
    }

    /**
     * A new sketch of the same latencies.
     *
     * @throws IllegalArgumentException if the values cannot be those of a sketch, and says which
     */
    public LatencySketch toSketch() {
        SketchCheck.scale(scale);
        BucketCounts buckets = new BucketCounts(firstBucket, end());
        int bucket = firstBucket;
        for (Runs left = new Runs(runs); left.hasNext(); ) {
            long run = left.next();
            if (run > 0) {
                buckets.add(bucket++, run);
            } else {
                bucket -= (int) run;
            }
        }
        return new LatencySketch(buckets, zeroCount, sumNanos, minNanos, maxNanos);
    }

    /** The bucket after the last one. */
    private int end() {
        long bucket = firstBucket;
        for (Runs left = new Runs(runs); left.hasNext(); ) {
            long run = left.next();
            long end = bucket + (run > 0 ? 1 : Math.abs(run));
            if (bucket < Buckets.FIRST || end > Buckets.LAST + 1 || run == 0 || run == Long.MIN_VALUE) {
                throw new IllegalArgumentException("run " + run + " at bucket " + bucket + ": buckets go from "
                        + Buckets.FIRST + " to " + Buckets.LAST + ", and a run is not 0");
            }
            bucket = end;
        }
        return (int) bucket;
    }
}
