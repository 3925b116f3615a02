package tollgate.access.limit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may spend, in nano-units (1e-9) of the reporting currency; days and months are those of UTC.
 *
 * @param dailyNanos null for no limit
 * @param monthlyNanos null for no limit
 * @param action what happens once it is spent
 */
public record Budget(@Nullable Long dailyNanos, @Nullable Long monthlyNanos, Action action) {
    /** No limit. */
    public static final Budget NONE = new Budget(null, null, Action.REFUSE);

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** What happens to the requests of a tenant whose budget is spent. */
    public enum Action {
        /** They are refused until the next day or month. */
        REFUSE,
        /** They go on; there is a warning. */
        WARN
    }

    boolean isLimited() {
        return dailyNanos != null || monthlyNanos != null;
    }

    /**
     * Whole units as nano-units, exactly.
     *
     * @throws IllegalArgumentException where it is negative, too large, or has more than nine decimals
     */
    public static long nanos(BigDecimal amount) {
        BigDecimal nanos = amount.multiply(NANOS);
        if (amount.signum() < 0
                || nanos.compareTo(MOST) > 0
                || nanos.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("an amount of money from 0 to 9223372036, with at most nine decimals");
        }
        return nanos.longValueExact();
    }
}
