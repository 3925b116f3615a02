package tollgate.sketch;

/** How many latencies each bucket has: a dense array over the buckets in use, which grows at both ends. */
final class BucketCounts {
    /** What {@link #next} returns after the last bucket. */
    static final int NONE = Buckets.LAST + 1;

    /** Buckets that are allocated beyond what is needed: latencies that lie near each other follow. */
    private static final int MARGIN = 32;

    private int offset;
    private long[] counts = {};

    BucketCounts() {}

    /** With room for the buckets from {@code first} up to before {@code end}. */
    BucketCounts(int first, int end) {
        offset = first;
        counts = new long[end - first];
    }

    void increment(int bucket) {
        int place = bucket - offset;
        if (Integer.compareUnsigned(place, counts.length) >= 0) {
            reserve(bucket, bucket);
            place = bucket - offset;
        }
        counts[place]++;
    }

    void add(int bucket, long count) {
        reserve(bucket, bucket);
        counts[bucket - offset] += count;
    }

    void addAll(BucketCounts other) {
        if (other.counts.length == 0) {
            return;
        }
        reserve(other.offset, other.offset + other.counts.length - 1);
        int shift = other.offset - offset;
        for (int i = 0; i < other.counts.length; i++) {
            counts[shift + i] += other.counts[i];
        }
    }

    long get(int bucket) {
        return counts[bucket - offset];
    }

    /** The first bucket at or after {@code from} that has latencies, or {@link #NONE}. */
    int next(int from) {
        for (int i = Math.max(from - offset, 0); i < counts.length; i++) {
            if (counts[i] != 0) {
                return offset + i;
            }
        }
        return NONE;
    }

    /** Room for the buckets from {@code first} to {@code last}, both included. */
    private void reserve(int first, int last) {
        if (first >= offset && last < offset + counts.length) {
            return;
        }
        if (counts.length == 0) {
            offset = first;
        }
        int newOffset = first < offset ? Math.max(first - MARGIN, Buckets.FIRST) : offset;
        int end = offset + counts.length;
        int newEnd = last >= end ? Math.min(last + 1 + MARGIN, Buckets.LAST + 1) : end;
        long[] grown = new long[newEnd - newOffset];
        System.arraycopy(counts, 0, grown, offset - newOffset, counts.length);
        counts = grown;
        offset = newOffset;
    }
}
