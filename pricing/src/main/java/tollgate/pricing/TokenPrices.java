package tollgate.pricing;

import java.math.BigDecimal;

/**
 * Prices of one million tokens, exact, none negative.
 *
 * @param outputBesideReasoning price of the other output tokens of a request that reports reasoning tokens
 */
record TokenPrices(
        BigDecimal input,
        BigDecimal cacheRead,
        BigDecimal cacheCreation,
        BigDecimal output,
        BigDecimal outputBesideReasoning,
        BigDecimal reasoning) {

    boolean isFree() {
        return input.signum() == 0
                && cacheRead.signum() == 0
                && cacheCreation.signum() == 0
                && output.signum() == 0
                && outputBesideReasoning.signum() == 0
                && reasoning.signum() == 0;
    }
}
