package tollgate.pricing;

import org.jspecify.annotations.Nullable;

/**
 * Prices of the requests whose input total is larger than a threshold.
 *
 * @param above tokens; a request with exactly this many is in the tier below
 * @param picos the same prices in fixed point, or null where they do not fit
 */
record Tier(long above, TokenPrices prices, @Nullable PicoPrices picos) {
    Tier(long above, TokenPrices prices) {
        this(above, prices, PicoPrices.of(prices));
    }

    /** @throws ArithmeticException where an amount in nano-units exceeds 64 bits */
    Amounts amounts(Usage usage) {
        if (picos == null) {
            return ExactDecimal.amounts(prices, usage);
        }
        try {
            return FixedPoint.amounts(picos, usage);
        } catch (ArithmeticException productTooLarge) {
            return ExactDecimal.amounts(prices, usage);
        }
    }
}
