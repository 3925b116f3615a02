package tollgate.pricing;

/**
 * Costs in 64-bit arithmetic, exact: pico-units per token, rounded once, to nano-units.
 *
 * <p>The total is rounded half to even. Each part is rounded down, and the units that are then missing in the sum go to
 * the parts with the largest remainders (the method of Hare and Hamilton), input before cache before output where they
 * are equal. So the parts add up to the total, each is less than a nano-unit off, and a part that is exactly zero stays
 * zero.
 */
final class FixedPoint {
    private static final long PICOS_PER_NANO = 1000;

    private FixedPoint() {}

    /** @throws ArithmeticException where a product or a sum exceeds 64 bits */
    static Amounts amounts(PicoPrices prices, Usage usage) {
        long input = Math.multiplyExact(usage.uncachedInput(), prices.input());
        long cache = Math.addExact(
                Math.multiplyExact(usage.cacheRead(), prices.cacheRead()),
                Math.multiplyExact(usage.cacheCreation(), prices.cacheCreation()));
        long reasoning = usage.reasoning();
        long output = reasoning == 0
                ? Math.multiplyExact(usage.outputTokens(), prices.output())
                : Math.addExact(
                        Math.multiplyExact(usage.outputBesideReasoning(), prices.outputBesideReasoning()),
                        Math.multiplyExact(reasoning, prices.reasoning()));
        return apportion(input, cache, output, Math.addExact(Math.addExact(input, cache), output));
    }

    private static Amounts apportion(long inputPicos, long cachePicos, long outputPicos, long totalPicos) {
        long input = inputPicos / PICOS_PER_NANO;
        long cache = cachePicos / PICOS_PER_NANO;
        long output = outputPicos / PICOS_PER_NANO;
        long total = divideHalfEven(totalPicos);
        long inputRest = inputPicos % PICOS_PER_NANO;
        long cacheRest = cachePicos % PICOS_PER_NANO;
        long outputRest = outputPicos % PICOS_PER_NANO;
        for (long missing = total - input - cache - output; missing > 0; missing--) {
            if (inputRest >= cacheRest && inputRest >= outputRest) {
                input++;
                inputRest = -1;
            } else if (cacheRest >= outputRest) {
                cache++;
                cacheRest = -1;
            } else {
                output++;
                outputRest = -1;
            }
        }
        return new Amounts(input, cache, output, total);
    }

    private static long divideHalfEven(long picos) {
        long nanos = picos / PICOS_PER_NANO;
        long twice = 2 * (picos % PICOS_PER_NANO);
        boolean up = twice > PICOS_PER_NANO || (twice == PICOS_PER_NANO && (nanos & 1) == 1);
        return up ? nanos + 1 : nanos;
    }
}
