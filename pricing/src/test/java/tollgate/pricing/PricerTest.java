package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricerTest {
    private static final String MODELS = """
              - provider: acme
                model: "m"
                currency: USD
                input: "2"
                cache_read: "0.5"
                cache_creation: "3"
                output: "10"
                reasoning: "20"
                source: test
                as_of: 2026-11-24
              - provider: acme
                model: "plain"
                currency: USD
                input: "2"
                output: "10"
                source: test
                as_of: 2026-11-24
              - provider: acme
                model: "dated"
                from: 2026-02-01
                until: 2026-03-13T08:00:00Z
                currency: USD
                input: "1"
                output: "1"
                source: test
                as_of: 2026-11-24
              - provider: acme
                model: "dated"
                from: 2026-03-13T08:00:00Z
                currency: USD
                input: "4"
                output: "4"
                source: test
                as_of: 2026-11-24
              - provider: acme
                model: "tiered"
                currency: USD
                input: "1"
                output: "10"
                tiers:
                  - above: 100
                    input: "2"
                    output: "20"
                  - above: 200
                    input: "3"
                    output: "30"
                source: test
                as_of: 2026-11-24
              - provider: vllm
                model: "*"
                currency: USD
                input: "0"
                output: "0"
                source: own machine
                as_of: 2026-11-24
            """;

    private final Pricer pricer = Books.pricer(MODELS);

    /** 700 × 2 µ = 1,400 µ; 200 × 0.5 µ + 100 × 3 µ = 400 µ; 30 × 10 µ + 20 × 20 µ = 700 µ. */
    @Test
    void billsEachTokenOnceAtItsOwnPrice() {
        assertCost("m", 1_000, 50, 200, 100, 20, 1_400_000, 400_000, 700_000);
    }

    /** All from the cache: 1,000 × 0.5 µ, and nothing at the price of input. */
    @Test
    void doesNotBillCachedTokensTwice() {
        assertCost("m", 1_000, 0, 1_000, 0, 0, 0, 500_000, 0);
    }

    /** No discount is known, so all 1,000 cost 2 µ, and reasoning is output at 10 µ. */
    @Test
    void partsWithoutAPriceCostWhatTheirTotalCosts() {
        assertCost("plain", 1_000, 50, 200, 100, 20, 1_400_000, 600_000, 500_000);
    }

    @Test
    void unknownPartsCountAsNone() {
        long unknown = Usage.UNKNOWN;
        assertCost("m", 1_000, 50, unknown, unknown, unknown, 2_000_000, 0, 500_000);
    }

    @ParameterizedTest
    @CsvSource({
        "-1,    5,  0,    0,   0,  UNKNOWN_USAGE",
        "10,   -1,  0,    0,   0,  UNKNOWN_USAGE",
        "-1,   -1, -1,   -1,  -1,  UNKNOWN_USAGE",
        "-2,    5,  0,    0,   0,  INCONSISTENT_USAGE",
        "10,    5, -2,    0,   0,  INCONSISTENT_USAGE",
        "10,    5, 11,    0,   0,  INCONSISTENT_USAGE",
        "10,    5,  0,   11,   0,  INCONSISTENT_USAGE",
        "10,    5,  6,    5,   0,  INCONSISTENT_USAGE",
        "10,    5,  9223372036854775807, 9223372036854775807, 0, INCONSISTENT_USAGE",
        "10,    5,  0,    0,   6,  INCONSISTENT_USAGE",
        "9223372036854775807, 5, 0, 0, 0, AMOUNT_OVERFLOW",
    })
    void countsThatCannotBePricedHaveNoCost(
            long input, long output, long read, long creation, long reasoning, MissingReason reason) {
        Usage usage = new Usage("acme", "m", Books.NOW, input, output, read, creation, reasoning);

        assertThat(pricer.price(usage)).isEqualTo(new Unpriced(reason));
    }

    @ParameterizedTest
    @CsvSource({"acme, n", "acme, m2", "acme, ''", "other, m", "other, n"})
    void aModelWithoutAPriceNeverCostsZero(String provider, String model) {
        assertThat(pricer.price(Books.usage(provider, model, 0, 0)))
                .isEqualTo(new Unpriced(MissingReason.UNKNOWN_MODEL));
    }

    @Test
    void aPriceOfZeroThatIsWrittenDownIsACost() {
        assertThat(pricer.price(Books.usage("vllm", "qwen3:8b", 1_000, 50)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::totalNanos, Cost::reportingNanos)
                .containsExactly(0L, 0L);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T00:00:00Z,           1000",
        "2026-03-13T07:59:59.999Z,       1000",
        "2026-03-13T07:59:59.999999999Z, 1000",
        "2026-03-13T08:00:00Z,           4000",
        "2026-03-13T08:00:00.001Z,       4000",
    })
    void pricesByTheTimeOfTheRequest(Instant at, long nanos) {
        assertThat(pricer.price(Books.usage("acme", "dated", at, 1, 0)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::totalNanos)
                .isEqualTo(nanos);
    }

    @Test
    void hasNoPriceBeforeTheFirst() {
        Usage early = Books.usage("acme", "dated", Instant.parse("2026-01-31T23:59:59.999Z"), 1, 0);

        assertThat(pricer.price(early)).isEqualTo(new Unpriced(MissingReason.NO_PRICE_AT_TIME));
    }

    /** The whole request is priced at the tier of its input, output too. */
    @ParameterizedTest
    @CsvSource({
        "0,   0,      10000",
        "100, 100000, 10000",
        "101, 202000, 20000",
        "200, 400000, 20000",
        "201, 603000, 30000",
    })
    void tierIsThatOfTheWholeInput(long input, long inputNanos, long outputNanos) {
        assertThat(pricer.price(Books.usage("acme", "tiered", input, 1)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::inputNanos, Cost::outputNanos)
                .containsExactly(inputNanos, outputNanos);
    }

    @Test
    void namesTheModelBeforeTheCounts() {
        assertThat(pricer.price(Books.usage("acme", "n", -1, -1))).isEqualTo(new Unpriced(MissingReason.UNKNOWN_MODEL));
    }

    @Test
    void costCarriesTheVersionOfTheBook() {
        assertThat(pricer.price(Books.usage("acme", "m", 1, 1)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::priceVersion)
                .isEqualTo(pricer.priceVersion());
        assertThat(pricer.priceVersion()).startsWith("1+sha256.");
    }

    /** Names of models come from callers; a flood of them must not fill the memory. */
    @Test
    void remembersABoundedNumberOfModels() {
        for (int i = 0; i < 3 * Pricer.REMEMBERED_MODELS; i++) {
            assertThat(pricer.price(Books.usage("acme", "junk-" + i, 1, 1))).isInstanceOf(Unpriced.class);
            assertThat(pricer.remembered()).isLessThanOrEqualTo(Pricer.REMEMBERED_MODELS);
        }
        assertThat(pricer.price(Books.usage("acme", "m", 1, 1))).isInstanceOf(Cost.class);
    }

    @Test
    void refusesAReportingCurrencyThatDoesNotExist() {
        assertThatThrownBy(() -> new Pricer(Books.yaml(MODELS), ExchangeRates.none(), "EURO"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown currency 'EURO'; use a code of ISO 4217");
    }

    private void assertCost(
            String model,
            long input,
            long output,
            long read,
            long creation,
            long reasoning,
            long inputNanos,
            long cacheNanos,
            long outputNanos) {
        Usage usage = new Usage("acme", model, Books.NOW, input, output, read, creation, reasoning);
        assertThat(pricer.price(usage))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::inputNanos, Cost::cacheNanos, Cost::outputNanos, Cost::totalNanos)
                .containsExactly(inputNanos, cacheNanos, outputNanos, inputNanos + cacheNanos + outputNanos);
    }
}
