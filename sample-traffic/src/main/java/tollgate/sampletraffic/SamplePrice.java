package tollgate.sampletraffic;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices of a model, in nano-units of a currency for one token; the price book beside this class says the same in its own words. */
record SamplePrice(String currency, long inputNanos, long cacheReadNanos, long cacheCreationNanos, long outputNanos) {

    private static final String REPORTING_CURRENCY = "USD";
    /** Of the table of exchange rates beside this class. */
    private static final BigDecimal DOLLARS_PER_YUAN = new BigDecimal("0.14");

    private static final int DECIMALS = 9;

    SampleCost of(long input, long output, long cacheRead, long cacheCreation) {
        BigDecimal plain = money((input - cacheRead - cacheCreation) * inputNanos);
        BigDecimal cache = money(cacheRead * cacheReadNanos).add(money(cacheCreation * cacheCreationNanos));
        BigDecimal out = money(output * outputNanos);
        BigDecimal amount = plain.add(cache).add(out);
        BigDecimal reporting = currency.equals(REPORTING_CURRENCY)
                ? amount
                : amount.multiply(DOLLARS_PER_YUAN).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return new SampleCost(currency, amount, plain, cache, out, reporting);
    }

    private static BigDecimal money(long nanos) {
        return BigDecimal.valueOf(nanos, DECIMALS);
    }
}
