package tollgate.dashboards.proof;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An expectation of a percentile. ES|QL estimates percentiles with a t-digest, whose error is one of rank: the answer must lie between
 * the values one rank in two hundred, and at least one rank, below and above.
 */
record Between(double least, double most) {
    private static final double RANK_ERROR = 0.005;

    /** Null where there are no values. */
    static <T> @Nullable Between percentile(double percent, List<T> of, ToDoubleFunction<T> value) {
        if (of.isEmpty()) {
            return null;
        }
        double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
        double rank = percent / 100 * (sorted.length - 1);
        double error = Math.max(1, RANK_ERROR * sorted.length);
        return new Between(
                sorted[(int) Math.max(0, Math.floor(rank - error))],
                sorted[(int) Math.min(sorted.length - 1, Math.ceil(rank + error))]);
    }

    boolean holds(double answer) {
        return answer >= least && answer <= most;
    }
}
