package tollgate.shipper.usage;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import tollgate.requestlog.SloThresholds;
import tollgate.sketch.LatencySketch;
import tollgate.sketch.SketchSnapshot;

/** Adds up latencies: a sketch of them all, and how many kept to each of the thresholds, a latency of just the threshold contained. */
final class LatencySums {
    private final LatencySketch sketch;
    private final SloThresholds thresholds;
    private final long[] thresholdsNanos;
    private final long[] within;

    LatencySums(SloThresholds thresholds) {
        this(thresholds, new LatencySketch());
    }

    private LatencySums(SloThresholds thresholds, LatencySketch sketch) {
        this.sketch = sketch;
        this.thresholds = thresholds;
        this.within = new long[thresholds.nanos().size()];
        this.thresholdsNanos = new long[within.length];
        for (int i = 0; i < within.length; i++) {
            thresholdsNanos[i] = thresholds.nanos().get(i);
        }
    }

    /**
     * How many latencies kept to a threshold. It is kept with its count, since another run may be told other thresholds.
     *
     * @param nanos the threshold
     */
    record Within(long nanos, long count) {}

    /** As plain values, for the checkpoint. */
    record Snapshot(SketchSnapshot sketch, List<Within> within) {
        Snapshot {
            within = List.copyOf(within);
        }

        SloThresholds thresholds() {
            return new SloThresholds(within.stream().map(Within::nanos).toList());
        }
    }

    void add(long nanos) {
        if (nanos == UNKNOWN) {
            return;
        }
        sketch.add(nanos);
        for (int i = 0; i < within.length; i++) {
            within[i] += nanos <= thresholdsNanos[i] ? 1 : 0;
        }
    }

    void add(LatencySums other) {
        if (!thresholds.equals(other.thresholds)) {
            throw new IllegalStateException("counts against other thresholds cannot be added up");
        }
        sketch.merge(other.sketch);
        for (int i = 0; i < within.length; i++) {
            within[i] += other.within[i];
        }
    }

    SloThresholds thresholds() {
        return thresholds;
    }

    Snapshot snapshot() {
        List<Within> counts = new ArrayList<>();
        for (int i = 0; i < within.length; i++) {
            counts.add(new Within(thresholdsNanos[i], within[i]));
        }
        return new Snapshot(SketchSnapshot.of(sketch), counts);
    }

    static LatencySums of(Snapshot snapshot) {
        LatencySums sums = new LatencySums(snapshot.thresholds(), snapshot.sketch.toSketch());
        for (int i = 0; i < sums.within.length; i++) {
            sums.within[i] = snapshot.within.get(i).count();
        }
        return sums;
    }
}
