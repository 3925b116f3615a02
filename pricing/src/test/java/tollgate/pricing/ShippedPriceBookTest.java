package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedPriceBookTest {
    private final PriceBook book = PriceBooks.shipped();
    private final Pricer pricer = new Pricer(book, ExchangeRates.none(), "USD");

    @Test
    void saysWhichVersionItIs() {
        assertThat(book.version()).matches("\\d{4}-\\d{2}-\\d{2}\\+sha256\\.[0-9a-f]{12}");
        assertThat(PriceBooks.shipped().version()).isEqualTo(book.version());
    }

    @Test
    void holdsNoModelThatIsFree() {
        assertThat(book.entries()).isGreaterThan(100);
        assertThat(book.freeEntries()).isZero();
    }

    /** The gateway's default model, 0.30 / 0.60 yuan per million: 1,000 × 0.3 µ + 500 × 0.6 µ. */
    @ParameterizedTest
    @ValueSource(strings = {"qianwen-turbo", "qwen-turbo", "Qwen-Turbo"})
    void pricesTheDefaultModelWithoutAProviderInYuan(String model) {
        assertThat(pricer.price(Books.usage(null, model, 1_000, 500)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::currency, Cost::inputNanos, Cost::outputNanos, Cost::totalNanos)
                .containsExactly("CNY", 300_000L, 300_000L, 600_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,         gpt-5.6-2026-07-09,        USD, 5000,  30000",
        "openai,         gpt-5.4-mini-2026-03-17,   USD, 750,   4500",
        "openai,         gpt-4o-2024-05-13,         USD, 5000,  15000",
        "anthropic,      claude-opus-5,             USD, 5000,  25000",
        "anthropic,      claude-haiku-4-5-20251001, USD, 1000,  5000",
        "google,         gemini-3.1-pro-preview,    USD, 2000,  12000",
        "gcp.gen_ai,     gemini-2.5-flash,          USD, 300,   2500",
        "deepseek,       deepseek-chat,             USD, 280,   420",
        "moonshot_ai,    kimi-k2.6,                 USD, 950,   4000",
        "mistral_ai,     mistral-large-latest,      USD, 500,   1500",
        "aliyun,         qwen3-max,                 CNY, 2500,  10000",
        "dashscope-intl, qwen3-max,                 USD, 1200,  6000",
        ",               qwen3.7-max,               USD, 2500,  7500",
    })
    void pricesOneTokenOfEach(String provider, String model, String currency, long inputNanos, long outputNanos) {
        assertThat(pricer.price(Books.usage(provider, model, 1, 1)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::currency, Cost::inputNanos, Cost::outputNanos)
                .containsExactly(currency, inputNanos, outputNanos);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5, 2026-08-31T23:59:59.999Z, 2000",
        "claude-sonnet-5, 2026-09-01T00:00:00.000Z, 3000",
        "gpt-5.6-luna,    2026-07-29T23:59:59.999Z, 1000",
        "gpt-5.6-luna,    2026-07-30T00:00:00.000Z, 200",
    })
    void changesAPriceAtMidnightUtc(String model, Instant at, long inputNanos) {
        assertThat(pricer.price(Books.usage(null, model, at, 1, 0)))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::inputNanos)
                .isEqualTo(inputNanos);
    }

    @Test
    void doesNotTakeAModelForASimilarOne() {
        assertThat(pricer.price(Books.usage("openai", "gpt-5.6-sol-mini", 1, 1)))
                .isEqualTo(new Unpriced(MissingReason.UNKNOWN_MODEL));
        assertThat(pricer.price(Books.usage("azure", "gpt-4o", 1, 1)))
                .isEqualTo(new Unpriced(MissingReason.UNKNOWN_MODEL));
    }
}
