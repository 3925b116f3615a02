package tollgate.sketch;

import java.math.BigInteger;

/**
 * The buckets of OpenTelemetry's exponential histogram at scale 6, over milliseconds, computed from whole nanoseconds.
 * With base = 2^(2^-6), bucket i holds the latencies in (base^i, base^(i+1)] ms. This is Elasticsearch's
 * {@code exponential_histogram} too.
 *
 * <p>The index is exact, also at the boundaries, as it is computed in integers. The upper boundary of bucket i is 10^6 *
 * 2^((i+1)/64) ns. Each octave [2^o, 2^(o+1)) ns has 64 of these, at the same places in each octave. Shifted so that an
 * octave is [2^62, 2^63), a latency n is an integer, and n &lt;= r holds for a real boundary r exactly where n &lt;=
 * floor(r). The floors are 64th roots of integers, and {@link BigInteger#sqrt()} taken six times gives floor(x^(1/64))
 * without error.
 *
 * <p>Sources: <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">OpenTelemetry's
 * metrics data model</a> and <a
 * href="https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/exponential-histogram">Elasticsearch's
 * field type</a>.
 */
final class Buckets {
    static final int SCALE = 6;
    static final int PER_OCTAVE = 1 << SCALE;
    /** The bucket of 1 ns. */
    static final int FIRST = -1276;
    /** The bucket of {@link LatencySketch#MAX_NANOS}. */
    static final int LAST = 1913;

    private static final int SHIFT = Long.SIZE - 2;
    /** An octave's 128 slots are narrower than its narrowest bucket (1/128 and 1/91 of 2^62): each has one boundary at most. */
    private static final int SLOT_BITS = SCALE + 1;

    private static final long[] BOUNDARIES = boundaries();
    private static final byte[] BOUNDARIES_BEFORE_SLOT = boundariesBeforeSlots();

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BASE = Math.pow(2, 1.0 / PER_OCTAVE);

    private Buckets() {}

    /** The bucket of a latency, which is positive. */
    static int index(long nanos) {
        int leadingZeros = Long.numberOfLeadingZeros(nanos);
        long shifted = nanos << (leadingZeros - 1);
        int slot = (int) (shifted >>> (SHIFT - SLOT_BITS)) & ((1 << SLOT_BITS) - 1);
        int before = BOUNDARIES_BEFORE_SLOT[slot];
        int octave = Long.SIZE - 1 - leadingZeros;
        return FIRST + octave * PER_OCTAVE + before + (shifted > BOUNDARIES[before] ? 1 : 0);
    }

    /**
     * The value in nanoseconds that stands for all of a bucket: 2u/(base+1) for the upper boundary u. Its relative error
     * is (base-1)/(base+1) at both boundaries, and less between them.
     */
    static double middleNanos(int index) {
        return NANOS_PER_MILLI * Math.pow(2, (index + 1.0) / PER_OCTAVE) * (2 / (BASE + 1));
    }

    /** The boundaries of one octave, shifted and rounded down; the last is beyond all latencies. */
    private static long[] boundaries() {
        // The first boundary that is at least 1 ns is that of FIRST: 64 * log2(10^6) = 1275.6.
        BigInteger power = BigInteger.TEN.pow(6 * PER_OCTAVE).shiftLeft(FIRST + 1 + SHIFT * PER_OCTAVE);
        long[] boundaries = new long[PER_OCTAVE + 1];
        for (int i = 0; i < PER_OCTAVE; i++) {
            BigInteger root = power.shiftLeft(i);
            for (int half = 0; half < SCALE; half++) {
                root = root.sqrt();
            }
            boundaries[i] = root.longValueExact();
        }
        boundaries[PER_OCTAVE] = Long.MAX_VALUE;
        return boundaries;
    }

    private static byte[] boundariesBeforeSlots() {
        byte[] before = new byte[1 << SLOT_BITS];
        byte boundary = 0;
        for (int slot = 0; slot < before.length; slot++) {
            long start = (1L << SHIFT) + ((long) slot << (SHIFT - SLOT_BITS));
            while (BOUNDARIES[boundary] < start) {
                boundary++;
            }
            before[slot] = boundary;
        }
        return before;
    }
}
