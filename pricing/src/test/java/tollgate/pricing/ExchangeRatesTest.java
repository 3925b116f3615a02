package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.files.FileMistakeException;

class ExchangeRatesTest {
    private static final String TABLE = """
            rates:
              - {date: 2026-11-20, from: CNY, to: USD, rate: "0.14"}
              - {date: 2026-11-23, from: CNY, to: USD, rate: "0.141"}
              - {date: 2026-11-23, from: USD, to: EUR, rate: 0.9}
            """;

    private static final String YUAN = Books.entry("acme", "m", "1", "0").replace("USD", "CNY");

    /** One token at 1 yuan per million is 1,000 n: 140 n at 0.14, 141 n at 0.141. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T00:00:00Z,     140",
        "2026-11-22T23:59:59.999Z, 140",
        "2026-11-23T00:00:00Z,     141",
        "2027-05-01T00:00:00Z,     141",
    })
    void takesTheNewestRateThatIsNotAfterTheDay(Instant at, long nanos) {
        assertThat(price(at, "USD"))
                .extracting(Cost::currency, Cost::totalNanos, Cost::reportingCurrency, Cost::reportingNanos)
                .containsExactly("CNY", 1_000L, "USD", nanos);
        assertThat(price(at, "USD").reportingMissing()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-19T23:59:59.999Z, USD", "2026-11-24T00:00:00Z, EUR", "2026-11-24T00:00:00Z, JPY"})
    void withoutARateTheCostStandsInItsOwnCurrency(Instant at, String reportingCurrency) {
        assertThat(price(at, reportingCurrency))
                .extracting(Cost::currency, Cost::totalNanos, Cost::reportingNanos, Cost::reportingMissing)
                .containsExactly("CNY", 1_000L, Usage.UNKNOWN, MissingReason.NO_RATE);
    }

    /** USD to EUR is given, EUR to USD is not. */
    @Test
    void aRateIsNotTurnedAround() {
        assertThat(parse(TABLE).find("USD", "EUR", Books.NOW)).isNotNull();
        assertThat(parse(TABLE).find("EUR", "USD", Books.NOW)).isNull();
    }

    @Test
    void theSameCurrencyNeedsNoRate() {
        assertThat(price(Instant.parse("2020-01-01T00:00:00Z"), "CNY"))
                .extracting(Cost::reportingNanos, Cost::reportingMissing)
                .containsExactly(1_000L, null);
    }

    @Property(tries = 20_000)
    void convertsExactlyAndRoundsOnce(
            @ForAll @LongRange(min = 0, max = 9_000_000_000_000_000L) long nanos,
            @ForAll @BigRange(min = "0.000000001", max = "999.999999999") @Scale(9) BigDecimal rate) {
        BigDecimal expected = rate.multiply(BigDecimal.valueOf(nanos)).setScale(0, RoundingMode.HALF_EVEN);

        assertThat(ExchangeRate.of(LocalDate.EPOCH, "CNY", "USD", rate).convert(nanos))
                .isEqualTo(expected.longValueExact());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 2", "5, 2", "9223372036854775807, 4611686018427387904"})
    void roundsAHalfToTheEvenNeighbour(long nanos, long converted) {
        ExchangeRate half = ExchangeRate.of(LocalDate.EPOCH, "CNY", "USD", new BigDecimal("0.5"));

        assertThat(half.convert(nanos)).isEqualTo(converted);
    }

    @Test
    void anAmountBeyond64BitsIsRefused() {
        ExchangeRate rate = ExchangeRate.of(LocalDate.EPOCH, "USD", "IDR", new BigDecimal("16000"));

        assertThatThrownBy(() -> rate.convert(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            rate: "0.14"     | rate: "-1"       | 2 | rate: '-1' is negative
            rate: "0.14"     | rate: 0          | 2 | rate: is 0; write how much one CNY was worth in USD
            rate: "0.14"     | rat: 1           | 2 | unknown key 'rat'; known here: date, from, to, rate
            from: CNY        | from: XYZ        | 2 | from: unknown currency 'XYZ'
            from: CNY        | from: USD        | 2 | to: is the same currency as from; remove this rate
            date: 2026-11-20 | date: 20.11.2026 | 2 | date: '20.11.2026' is no date; write it as 2026-03-13
            date: 2026-11-20 | date: 2026-11-23 | 3 | a second rate from CNY to USD on 2026-11-23; remove one
            rates:           | rates: 1         | 2 | is no YAML:
            """)
    void aMistakeIsNamedWithItsLine(String good, String bad, int line, String message) {
        String text = TABLE.replaceFirst(Pattern.quote(good), bad);

        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith("rates.yaml:" + line + ": " + message);
    }

    private static Cost price(Instant at, String reportingCurrency) {
        Priced priced =
                new Pricer(Books.yaml(YUAN), parse(TABLE), reportingCurrency).price(Books.usage("acme", "m", at, 1, 0));
        assertThat(priced).asInstanceOf(type(Cost.class)).isNotNull();
        return (Cost) priced;
    }

    private static ExchangeRates parse(String text) {
        return YamlRatesReader.read(Books.content("rates.yaml", text));
    }
}
