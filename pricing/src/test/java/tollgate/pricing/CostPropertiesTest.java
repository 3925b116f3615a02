package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * What holds for all prices and counts. The expected amounts are worked out in decimals of any size, from the prices as
 * written.
 */
class CostPropertiesTest {
    private static final int PICO_DECIMALS = 6;
    private static final int FINER_DECIMALS = 20;

    @Property(tries = 20_000)
    void partsAddUpToTheExactTotalRoundedOnce(@ForAll("prices") TokenPrices prices, @ForAll("usages") Usage usage) {
        assertAmounts(prices, usage, new Tier(PriceEntry.ALL, prices).amounts(usage));
    }

    @Property(tries = 5_000)
    void finerPricesAreExactToo(@ForAll("finerPrices") TokenPrices prices, @ForAll("usages") Usage usage) {
        assertAmounts(prices, usage, new Tier(PriceEntry.ALL, prices).amounts(usage));
    }

    @Property(tries = 20_000)
    void fixedPointIsWhatDecimalsAre(@ForAll("prices") TokenPrices prices, @ForAll("usages") Usage usage) {
        PicoPrices picos = Objects.requireNonNull(PicoPrices.of(prices));

        assertThat(FixedPoint.amounts(picos, usage)).isEqualTo(ExactDecimal.amounts(prices, usage));
    }

    /** Up to 1e17 tokens of a kind: where 64 bits do not hold the pico-units, the result is the same. */
    @Property(tries = 5_000)
    @StatisticsReport(label = "arithmetic", value = StatisticsReportMode.OFF)
    void hugeCountsAreExactOrRefused(@ForAll("prices") TokenPrices prices, @ForAll("hugeUsages") Usage usage) {
        BigDecimal total = exact(prices, usage).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean fits = total.setScale(0, RoundingMode.HALF_EVEN).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        boolean fitsPicos = total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1_000)) <= 0;
        Statistics.label("arithmetic")
                .collect(fitsPicos ? "fixed point" : fits ? "decimals" : "refused")
                .coverage(seen -> {
                    seen.check("fixed point").count(count -> count > 20);
                    seen.check("decimals").count(count -> count > 20);
                    seen.check("refused").count(count -> count > 20);
                });
        Priced priced = pricer(prices).price(usage);

        if (fits) {
            assertThat(priced).isInstanceOf(Cost.class);
            Cost cost = (Cost) priced;
            assertAmounts(
                    prices,
                    usage,
                    new Amounts(cost.inputNanos(), cost.cacheNanos(), cost.outputNanos(), cost.totalNanos()));
        } else {
            assertThat(priced).isEqualTo(new Unpriced(MissingReason.AMOUNT_OVERFLOW));
        }
    }

    private static void assertAmounts(TokenPrices prices, Usage usage, Amounts amounts) {
        List<BigDecimal> exact = exact(prices, usage);
        BigDecimal total = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(amounts.total())
                .isEqualTo(total.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        assertThat(amounts.input() + amounts.cache() + amounts.output()).isEqualTo(amounts.total());
        List<Long> parts = List.of(amounts.input(), amounts.cache(), amounts.output());
        for (int part = 0; part < parts.size(); part++) {
            assertThat(BigDecimal.valueOf(parts.get(part))).isCloseTo(exact.get(part), within(BigDecimal.ONE));
            if (exact.get(part).signum() == 0) {
                assertThat(parts.get(part)).isZero();
            }
        }
    }

    /** Input, cache and output in nano-units. */
    private static List<BigDecimal> exact(TokenPrices prices, Usage usage) {
        long read = Math.max(0, usage.cacheReadTokens());
        long creation = Math.max(0, usage.cacheCreationTokens());
        long reasoning = Math.max(0, usage.reasoningTokens());
        BigDecimal answer = reasoning > 0 ? prices.outputBesideReasoning() : prices.output();
        return List.of(
                nanos(usage.inputTokens() - read - creation, prices.input()),
                nanos(read, prices.cacheRead()).add(nanos(creation, prices.cacheCreation())),
                nanos(usage.outputTokens() - reasoning, answer).add(nanos(reasoning, prices.reasoning())));
    }

    private static BigDecimal nanos(long tokens, BigDecimal perMillion) {
        return perMillion.multiply(BigDecimal.valueOf(tokens)).scaleByPowerOfTen(3);
    }

    private static Pricer pricer(TokenPrices prices) {
        PriceEntry entry = new PriceEntry(
                null,
                false,
                ModelPattern.ofName("m"),
                Instant.MIN,
                Instant.MAX,
                "USD",
                List.of(new Tier(PriceEntry.ALL, prices)),
                1);
        return new Pricer(new PriceBook("1", List.of(entry), 0), ExchangeRates.none(), "USD");
    }

    @Example
    void aHalfIsRoundedToTheEvenNeighbour() {
        TokenPrices halfNano = new TokenPrices(
                new BigDecimal("0.0005"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("0.0005"),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
        Tier tier = new Tier(PriceEntry.ALL, halfNano);

        assertThat(tier.amounts(Books.usage(null, "m", 1, 0))).isEqualTo(new Amounts(0, 0, 0, 0));
        assertThat(tier.amounts(Books.usage(null, "m", 3, 0))).isEqualTo(new Amounts(2, 0, 0, 2));
        assertThat(tier.amounts(Books.usage(null, "m", 5, 0))).isEqualTo(new Amounts(2, 0, 0, 2));
        assertThat(tier.amounts(Books.usage(null, "m", 1, 1))).isEqualTo(new Amounts(1, 0, 0, 1));
        assertThat(tier.amounts(Books.usage(null, "m", 2, 3))).isEqualTo(new Amounts(1, 0, 1, 2));
    }

    @Provide
    Arbitrary<TokenPrices> prices() {
        return prices(PICO_DECIMALS);
    }

    @Provide
    Arbitrary<TokenPrices> finerPrices() {
        return prices(FINER_DECIMALS);
    }

    private static Arbitrary<TokenPrices> prices(int decimals) {
        Arbitrary<BigDecimal> any = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000))
                .ofScale(decimals);
        // Few prices at random give a sum that lies in the middle between two nano-units; these do.
        Arbitrary<BigDecimal> halves =
                Arbitraries.of("0", "0.0005", "0.0015", "0.25", "2.5").map(BigDecimal::new);
        Arbitrary<BigDecimal> price = Arbitraries.oneOf(any, halves);
        return Combinators.combine(price, price, price, price, price, price).as(TokenPrices::new);
    }

    @Provide
    Arbitrary<Usage> usages() {
        return usages(2_000_000);
    }

    @Provide
    Arbitrary<Usage> hugeUsages() {
        return usages(100_000_000_000_000_000L);
    }

    private static Arbitrary<Usage> usages(long most) {
        Arbitrary<Long> part = Arbitraries.oneOf(Arbitraries.longs().between(0, most), Arbitraries.of(0L, 1L));
        Arbitrary<Boolean> known = Arbitraries.of(true, true, true, false);
        return Combinators.combine(part, part, part, part, part, known)
                .as((uncached, read, creation, answer, reasoning, parts) -> parts
                        ? new Usage(
                                null,
                                "m",
                                Books.NOW,
                                uncached + read + creation,
                                answer + reasoning,
                                read,
                                creation,
                                reasoning)
                        : Books.usage(null, "m", uncached, answer));
    }
}
