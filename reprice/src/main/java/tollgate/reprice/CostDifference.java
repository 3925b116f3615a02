package tollgate.reprice;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A sum of costs before and after, in whole units of one currency, exact.
 *
 * @param before null where no request had a cost in this currency, which is not a cost of 0
 * @param after likewise
 */
public record CostDifference(
        @Nullable BigDecimal before, @Nullable BigDecimal after) {
    static final CostDifference NONE = new CostDifference(null, null);

    CostDifference plus(CostDifference other) {
        return new CostDifference(sum(before, other.before), sum(after, other.after));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.add(other);
    }
}
