package tollgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Costs in decimals of any size, by the same rules as {@link FixedPoint}: for prices finer than a pico-unit and for
 * huge counts.
 */
final class ExactDecimal {
    /** A price per million tokens times 1e-6 is one per token, and that times 1e9 is in nano-units. */
    private static final int DECIMALS = 3;

    private static final int PARTS = 3;

    private ExactDecimal() {}

    /** @throws ArithmeticException where an amount in nano-units exceeds 64 bits */
    static Amounts amounts(TokenPrices prices, Usage usage) {
        BigDecimal input = nanos(usage.uncachedInput(), prices.input());
        BigDecimal cache =
                nanos(usage.cacheRead(), prices.cacheRead()).add(nanos(usage.cacheCreation(), prices.cacheCreation()));
        BigDecimal output = usage.reasoning() == 0
                ? nanos(usage.outputTokens(), prices.output())
                : nanos(usage.outputBesideReasoning(), prices.outputBesideReasoning())
                        .add(nanos(usage.reasoning(), prices.reasoning()));
        return apportion(new BigDecimal[] {input, cache, output});
    }

    private static BigDecimal nanos(long tokens, BigDecimal perMillion) {
        return BigDecimal.valueOf(tokens).multiply(perMillion).movePointRight(DECIMALS);
    }

    private static Amounts apportion(BigDecimal[] exact) {
        BigInteger[] parts = new BigInteger[PARTS];
        BigDecimal[] rests = new BigDecimal[PARTS];
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger down = BigInteger.ZERO;
        for (int part = 0; part < PARTS; part++) {
            parts[part] = exact[part].toBigInteger();
            rests[part] = exact[part].subtract(new BigDecimal(parts[part]));
            sum = sum.add(exact[part]);
            down = down.add(parts[part]);
        }
        BigInteger total = sum.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
        for (int missing = total.subtract(down).intValueExact(); missing > 0; missing--) {
            int largest = largest(rests);
            parts[largest] = parts[largest].add(BigInteger.ONE);
            rests[largest] = BigDecimal.ONE.negate();
        }
        return new Amounts(
                parts[0].longValueExact(),
                parts[1].longValueExact(),
                parts[2].longValueExact(),
                total.longValueExact());
    }

    private static int largest(BigDecimal[] rests) {
        int largest = 0;
        for (int part = 1; part < PARTS; part++) {
            if (rests[part].compareTo(rests[largest]) > 0) {
                largest = part;
            }
        }
        return largest;
    }
}
