package tollgate.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one request cost, in nano-units: 1 USD is 1,000,000,000.
 *
 * <p>Guarantees {@code inputNanos + cacheNanos + outputNanos == totalNanos}. The total is the exact cost, rounded once,
 * half to even. Every price of up to three decimals per million tokens is a whole number of nano-units per token, so
 * nothing is rounded there at all; with finer prices the total is at most half a nano-unit off. In micro-units, ten
 * tokens at 0.05 per million would already have been lost.
 *
 * @param currency of the price, ISO 4217
 * @param inputNanos for input tokens that no cache took part in
 * @param cacheNanos for input tokens read from a cache or written to one
 * @param outputNanos for output tokens, reasoning contained
 * @param totalNanos the sum of the three
 * @param reportingCurrency the one currency that all costs are also given in, ISO 4217
 * @param reportingNanos {@code totalNanos} times the rate of the request's day, rounded half to even, or
 *     {@link Usage#UNKNOWN}
 * @param reportingMissing why {@code reportingNanos} is unknown, else null
 * @param priceVersion of the price book that was used
 */
public record Cost(
        String currency,
        long inputNanos,
        long cacheNanos,
        long outputNanos,
        long totalNanos,
        String reportingCurrency,
        long reportingNanos,
        @Nullable MissingReason reportingMissing,
        String priceVersion)
        implements Priced {

    /** An amount in whole units of its currency, exact: 1,500,000,000 becomes 1.500000000. */
    public static BigDecimal toDecimal(long nanos) {
        return BigDecimal.valueOf(nanos, 9);
    }
}
