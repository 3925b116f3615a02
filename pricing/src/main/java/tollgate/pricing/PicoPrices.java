package tollgate.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Prices of one token in pico-units (1e-12), where they are whole numbers: six decimals per million tokens. */
record PicoPrices(
        long input, long cacheRead, long cacheCreation, long output, long outputBesideReasoning, long reasoning) {

    /** A price per million tokens times 1e-6 is one per token, and that times 1e12 is in pico-units. */
    private static final int DECIMALS = 6;

    /** The same prices, or null where one of them is finer than a pico-unit or too large. */
    static @Nullable PicoPrices of(TokenPrices prices) {
        try {
            return new PicoPrices(
                    pico(prices.input()),
                    pico(prices.cacheRead()),
                    pico(prices.cacheCreation()),
                    pico(prices.output()),
                    pico(prices.outputBesideReasoning()),
                    pico(prices.reasoning()));
        } catch (ArithmeticException finerOrTooLarge) {
            return null;
        }
    }

    private static long pico(BigDecimal perMillion) {
        return perMillion.movePointRight(DECIMALS).longValueExact();
    }
}
