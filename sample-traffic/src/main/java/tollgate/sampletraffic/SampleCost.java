package tollgate.sampletraffic;

import java.math.BigDecimal;

/**
 * What a request cost, worked out in whole decimals from the counts that were drawn: other code than that of the module pricing.
 *
 * @param currency of all amounts but the last
 * @param amount the sum of the three that follow
 * @param input for input that no cache knew
 * @param cache for input read from and written to a cache
 * @param output for output, reasoning contained
 * @param reporting the amount in US dollars, rounded to nine decimals, half to even
 */
public record SampleCost(
        String currency,
        BigDecimal amount,
        BigDecimal input,
        BigDecimal cache,
        BigDecimal output,
        BigDecimal reporting) {}
