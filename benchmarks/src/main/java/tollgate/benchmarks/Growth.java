package tollgate.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Two runs of one sender to the same kind of server, the second of more lines. */
record Growth(Measurement less, Measurement more) {
    private static final double MILLION = 1e6;

    /** All that stand one after the other. */
    static List<Growth> of(List<Measurement> measurements) {
        List<Growth> pairs = new ArrayList<>();
        for (int i = 1; i < measurements.size(); i++) {
            Measurement less = measurements.get(i - 1);
            Measurement more = measurements.get(i);
            if (less.sender().equals(more.sender()) && less.target() == more.target() && less.lines() < more.lines()) {
                pairs.add(new Growth(less, more));
            }
        }
        return pairs;
    }

    /** What is linear has the ratio of the lines, or less by what its start takes. */
    double ratio() {
        return more.cpuSeconds() / less.cpuSeconds();
    }

    /** What a million lines take once the program has started and is warm. */
    double cpuSecondsPerFurtherMillion() {
        return (more.cpuSeconds() - less.cpuSeconds()) * MILLION / (more.lines() - less.lines());
    }
}
