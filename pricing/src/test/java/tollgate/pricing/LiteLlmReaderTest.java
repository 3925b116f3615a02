package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.files.FileMistakeException;

class LiteLlmReaderTest {
    private final String json = resource();
    private final PriceBook book = PriceBooks.parse(Books.content("litellm.json", json));
    private final Pricer pricer = new Pricer(book, ExchangeRates.none(), "USD");

    /** 15 objects that are no sample: one is named twice, three price no tokens. */
    @Test
    void countsWhatItReadAndWhatItLeftOut() {
        assertThat(book.entries()).isEqualTo(10);
        assertThat(book.skippedEntries()).isEqualTo(3);
        assertThat(book.freeEntries()).isEqualTo(1);
        assertThat(book.version()).matches("litellm\\+sha256\\.[0-9a-f]{12}");
    }

    /** 700 × 3 µ; 200 × 0.3 µ + 100 × 3.75 µ; 50 × 15 µ. Prices of batches and of the one-hour cache play no part. */
    @Test
    void readsThePricesPerToken() {
        Usage usage = new Usage("anthropic", "flat-chat", Books.NOW, 1_000, 50, 200, 100, Usage.UNKNOWN);

        assertThat(pricer.price(usage))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::currency, Cost::inputNanos, Cost::cacheNanos, Cost::outputNanos)
                .containsExactly("USD", 2_100_000L, 435_000L, 750_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "gemini, tiered-chat, 200000, 1250,   10000",
        "gemini, tiered-chat, 200001, 2500,   15000",
        "vertex_ai, three-tiers, 128000, 1000, 5000",
        "vertex_ai, three-tiers, 128001, 2000, 5000",
        "vertex_ai, three-tiers, 512001, 4000, 9000",
        "dashscope, ranges,      256000,  400, 1200",
        "dashscope, ranges,      256001, 1200, 3600",
    })
    void readsTiers(String provider, String model, long input, long inputNanos, long outputNanos) {
        Cost cost = cost(Books.usage(provider, model, input, 1));

        assertThat(cost.inputNanos()).isEqualTo(input * inputNanos);
        assertThat(cost.outputNanos()).isEqualTo(outputNanos);
    }

    /**
     * Above 128,000 "three-tiers" states input only: cached tokens keep their price, reasoning is output of the tier.
     */
    @Test
    void aTierKeepsWhatItDoesNotState() {
        Usage low = new Usage("vertex_ai", "three-tiers", Books.NOW, 10, 1, 10, 0, 1);
        Usage high = new Usage("vertex_ai", "three-tiers", Books.NOW, 128_001, 1, 128_001, 0, 1);

        assertThat(cost(low)).extracting(Cost::cacheNanos, Cost::outputNanos).containsExactly(1_000L, 7_000L);
        assertThat(cost(high)).extracting(Cost::cacheNanos, Cost::outputNanos).containsExactly(12_800_100L, 5_000L);
    }

    @Test
    void readsReasoningPricesOfRanges() {
        Usage usage = new Usage("dashscope", "ranges", Books.NOW, 1, 10, 0, 0, 4);

        assertThat(cost(usage).outputNanos()).isEqualTo(6 * 1_200 + 4 * 4_000);
    }

    /** 1e15 tokens at 1.234567890123456789e-06 USD; floating point would lose the last digits. */
    @Test
    void takesNumbersFromTheirText() {
        Cost cost = cost(Books.usage("databricks", "many-digits", 1_000_000_000_000_000L, 0));

        assertThat(cost.totalNanos()).isEqualTo(1_234_567_890_123_456_789L);
    }

    @ParameterizedTest
    @CsvSource({
        "groq,    openai/deep-name, 100",
        "bedrock, */commitment,     200",
        "openai,  twice,            1000",
        ",        twice,            1000",
        "azure,   twice,            3000",
        ",        flat-chat,        3000",
    })
    void keysGiveProviderAndModel(@Nullable String provider, String model, long inputNanos) {
        assertThat(cost(Books.usage(provider, model, 1, 0)).inputNanos()).isEqualTo(inputNanos);
    }

    @ParameterizedTest
    @CsvSource({
        "openai,    flat-chat",
        "groq, deep-name",
        "bedrock, us-east-1/commitment",
        ", sample_spec",
        "mistral,   an-embedding",
        "perplexity, a-search",
    })
    void otherNamesHaveNoPrice(@Nullable String provider, String model) {
        assertThat(pricer.price(Books.usage(provider, model, 1, 1)))
                .isEqualTo(new Unpriced(MissingReason.UNKNOWN_MODEL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "input_cost_per_token": 3e-06      | "input_cost_per_token": -3e-06    | 12 | input_cost_per_token: '-3e-06' is negative
            "input_cost_per_token": 3e-06      | "input_cost_per_token": "cheap"   | 12 | input_cost_per_token: 'cheap' is no price
            "input_cost_per_token": 3e-06      | "input_cost_per_token": true      | 12 | input_cost_per_token: 'true' is no price
            "input_cost_per_token": 3e-06      | "input_cost_per_token": 1e-999999 | 12 | input_cost_per_token: '1e-999999' is no price
            "input_cost_per_token": 3e-06      | "input_cost_per_token": {}        | 12 | input_cost_per_token: '{' is no price
            "input_cost_per_token": 3e-06      | "input_cost_per_token" 3e-06      | 12 | is no JSON: Unexpected character
            "range": [256000.0, 1000000.0]     | "range": ["many"]                 | 57 | range: 'many' is no count of tokens
            "flat-chat": {                     | "x": 1, "flat-chat": {            | 8  | 'x' is no object; each model is one
            """)
    void aMistakeIsNamedWithItsLine(String good, String bad, int line, String message) {
        String text = json.replaceFirst(Pattern.quote(good), bad);
        assertThat(text).isNotEqualTo(json);

        assertThatThrownBy(() -> PriceBooks.parse(Books.content("litellm.json", text)))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageStartingWith("litellm.json:" + line + ": " + message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aFileCutOffIsRefused() {
        String half = json.substring(0, json.length() / 2);

        assertThatThrownBy(() -> PriceBooks.parse(Books.content("litellm.json", half)))
                .isInstanceOf(FileMistakeException.class)
                .hasMessageMatching("litellm\\.json:\\d+: is no JSON: Unexpected end-of-input.*");
    }

    @Test
    void textAfterTheBookIsRefused() {
        assertThatThrownBy(() -> PriceBooks.parse(Books.content("litellm.json", "{}\n{}")))
                .hasMessage("litellm.json:2: text follows the end of the book; remove it");
    }

    private Cost cost(Usage usage) {
        Priced priced = pricer.price(usage);
        assertThat(priced).isInstanceOf(Cost.class);
        return (Cost) priced;
    }

    private static String resource() {
        try (InputStream in = LiteLlmReaderTest.class.getResourceAsStream("/litellm.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
