package tollgate.shipper.usage;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tollgate.sketch.LatencySketch;
import tollgate.sketch.SketchSnapshot;

/** Adds up latencies: a sketch of them all, and how many kept to each of the thresholds, a latency of just the threshold contained. */
final class LatencySums {
    /** In the order of the documents' fields {@code le_1s} to {@code le_30s}. */
    private static final long[] THRESHOLDS_NANOS = {
        1_000_000_000L, 2_000_000_000L, 5_000_000_000L, 10_000_000_000L, 30_000_000_000L
    };

    private final LatencySketch sketch = new LatencySketch();
    private final long[] within = new long[THRESHOLDS_NANOS.length];

    /**
     * As plain values, for the checkpoint.
     *
     * @param within for each threshold, how many latencies kept to it
     */
    record Snapshot(SketchSnapshot sketch, List<Long> within) {
        Snapshot {
            within = List.copyOf(within);
        }
    }

    void add(long nanos) {
        if (nanos == UNKNOWN) {
            return;
        }
        sketch.add(nanos);
        for (int i = 0; i < within.length; i++) {
            within[i] += nanos <= THRESHOLDS_NANOS[i] ? 1 : 0;
        }
    }

    void add(LatencySums other) {
        sketch.merge(other.sketch);
        for (int i = 0; i < within.length; i++) {
            within[i] += other.within[i];
        }
    }

    LatencySketch sketch() {
        return sketch;
    }

    long within(int threshold) {
        return within[threshold];
    }

    Snapshot snapshot() {
        List<Long> counts = new ArrayList<>();
        Arrays.stream(within).forEach(counts::add);
        return new Snapshot(SketchSnapshot.of(sketch), counts);
    }

    static LatencySums of(Snapshot snapshot) {
        LatencySums sums = new LatencySums();
        sums.sketch.merge(snapshot.sketch.toSketch());
        for (int i = 0; i < sums.within.length; i++) {
            sums.within[i] = snapshot.within.get(i);
        }
        return sums;
    }
}
