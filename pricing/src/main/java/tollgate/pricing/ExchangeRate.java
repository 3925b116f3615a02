package tollgate.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What one unit of a currency was worth in another, from a day on.
 *
 * @param unscaled the digits of the rate without its point
 * @param divisor the power of ten that puts the point back
 */
record ExchangeRate(LocalDate date, String from, String to, long unscaled, long divisor) {

    /** @param rate positive, with at most 18 digits, at most 9 of them decimals, as {@link Decimals} reads it */
    static ExchangeRate of(LocalDate date, String from, String to, BigDecimal rate) {
        BigDecimal plain = rate.setScale(Math.max(0, rate.scale()));
        return new ExchangeRate(
                date,
                from,
                to,
                plain.unscaledValue().longValueExact(),
                BigDecimal.ONE.scaleByPowerOfTen(plain.scale()).longValueExact());
    }

    /**
     * An amount in the other currency, rounded half to even.
     *
     * @throws ArithmeticException where it exceeds 64 bits
     */
    long convert(long nanos) {
        if (nanos > Long.MAX_VALUE / unscaled) {
            return BigDecimal.valueOf(nanos)
                    .multiply(BigDecimal.valueOf(unscaled))
                    .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }
        long product = nanos * unscaled;
        long quotient = product / divisor;
        long twice = 2 * (product % divisor);
        boolean up = twice > divisor || (twice == divisor && (quotient & 1) == 1);
        return up ? quotient + 1 : quotient;
    }
}
