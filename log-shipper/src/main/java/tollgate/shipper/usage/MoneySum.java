package tollgate.shipper.usage;

import java.math.BigDecimal;

/** Adds up nano-units exactly: whole units and nano-units of a unit, since a long of nano-units could overflow. */
final class MoneySum {
    private static final long NANOS_PER_UNIT = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;

    private long units;
    private long nanos;

    void add(long moreNanos) {
        add(moreNanos / NANOS_PER_UNIT, moreNanos % NANOS_PER_UNIT);
    }

    void add(MoneySum other) {
        add(other.units, other.nanos);
    }

    void add(BigDecimal amount) {
        BigDecimal whole = new BigDecimal(amount.toBigInteger());
        add(
                whole.longValueExact(),
                amount.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
    }

    private void add(long moreUnits, long moreNanos) {
        long sum = nanos + moreNanos;
        units += moreUnits + sum / NANOS_PER_UNIT;
        nanos = sum % NANOS_PER_UNIT;
    }

    /** In whole units. */
    BigDecimal amount() {
        return BigDecimal.valueOf(units).add(BigDecimal.valueOf(nanos, NANO_DIGITS));
    }
}
