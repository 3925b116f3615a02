package tollgate.reprice;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What repricing changed in the requests of one model.
 *
 * @param requests all that were looked at
 * @param changed those whose cost, or the reason for having none, is another now; newly priced and unpriced ones included
 * @param versionOnly those whose cost stays and that only name another version of the price book now
 * @param newlyPriced those that had no cost and have one
 * @param newlyUnpriced those that had a cost and have none
 * @param costs by currency, of all requests, unchanged ones included
 */
public record ModelDifference(
        long requests,
        long changed,
        long versionOnly,
        long newlyPriced,
        long newlyUnpriced,
        Map<String, CostDifference> costs) {
    static final ModelDifference NONE = new ModelDifference(0, 0, 0, 0, 0, Map.of());

    /** Keeps a copy of the costs, sorted by currency. */
    public ModelDifference {
        costs = Collections.unmodifiableMap(new TreeMap<>(costs));
    }

    static ModelDifference of(Change change, CostFields before, CostFields after) {
        Map<String, CostDifference> costs = new TreeMap<>();
        add(costs, before.currency(), new CostDifference(before.amount(), null));
        add(costs, after.currency(), new CostDifference(null, after.amount()));
        boolean untouched = change == Change.NONE || change == Change.VERSION_ONLY;
        return new ModelDifference(
                1,
                untouched ? 0 : 1,
                change == Change.VERSION_ONLY ? 1 : 0,
                change == Change.NEWLY_PRICED ? 1 : 0,
                change == Change.NEWLY_UNPRICED ? 1 : 0,
                costs);
    }

    ModelDifference plus(ModelDifference other) {
        Map<String, CostDifference> sums = new TreeMap<>(costs);
        other.costs.forEach((currency, cost) -> add(sums, currency, cost));
        return new ModelDifference(
                requests + other.requests,
                changed + other.changed,
                versionOnly + other.versionOnly,
                newlyPriced + other.newlyPriced,
                newlyUnpriced + other.newlyUnpriced,
                sums);
    }

    private static void add(Map<String, CostDifference> to, @Nullable String currency, CostDifference cost) {
        if (currency != null) {
            to.merge(currency, cost, CostDifference::plus);
        }
    }
}
