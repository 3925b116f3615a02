package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entry a request gets. Each has an input price of its own, by which it is told apart. */
class PriceBookTest {
    private static final String BOOK = Books.entry("acme", "*", "1", "0")
            + Books.entry("acme", "big-*", "2", "0")
            + Books.entry("acme", "big-model*", "3", "0")
            + Books.entry("acme", "big-model-?", "4", "0")
            + Books.entry("acme", "big-model-1", "5", "0")
            + Books.entry("acme", "*-tail", "6", "0")
            + Books.entry("acme", "big*", "7", "0")
            + Books.entry(null, "big-model-1", "8", "0")
            + Books.entry(null, "shared", "9", "0")
            + Books.entry("other", "shared", "10", "0");

    @ParameterizedTest
    @CsvSource({
        "anything,        1",
        "big-x,           2",
        "big-model,       3",
        "big-model-22,    3",
        "big-model-2,     4",
        "big-model-1,     5",
        "BIG-Model-1,     5",
        "small-tail,      6",
        "bigger,          7",
    })
    void theMostSpecificPatternWins(String model, long inputMicros) {
        assertInput("acme", model, inputMicros);
    }

    /** "big-*" and "*-tail" have 4 and 5 characters that are no wildcards. */
    @Test
    void ofTwoGlobsTheOneWithMoreCharactersWins() {
        assertInput("acme", "big-tail", 6);
    }

    @Test
    void ofTwoEqualGlobsTheFirstInTheBookWins() {
        String book = Books.entry("acme", "a*", "1", "0") + Books.entry("acme", "*a", "2", "0");
        assertThat(input(book, "acme", "aba")).isEqualTo(1);
    }

    @Test
    void fewerWildcardsWinWhereCharactersAreEqual() {
        String book = Books.entry("acme", "a*b*", "1", "0") + Books.entry("acme", "ab*", "2", "0");
        assertThat(input(book, "acme", "abc")).isEqualTo(2);
    }

    @Test
    void anEntryOfTheProviderGoesBeforeOneOfNoProvider() {
        assertInput("acme", "big-model-1", 5);
        assertInput("acme", "shared", 1);
        assertInput("other", "shared", 10);
    }

    @Test
    void aProviderThatIsNotInTheBookGetsAnEntryOfNoProvider() {
        assertInput("third", "big-model-1", 8);
        assertInput("third", "shared", 9);
        assertThat(Books.yaml(BOOK).find("third", "big-x")).isEqualTo(new Lookup.Nothing(MissingReason.UNKNOWN_MODEL));
    }

    @Test
    void aRequestWithoutProviderGetsAnEntryOfNoProviderFirst() {
        assertInput(null, "big-model-1", 8);
        assertInput(null, "shared", 9);
    }

    @Test
    void aRequestWithoutProviderGetsTheOnlyProviderThatSellsTheModel() {
        assertInput(null, "bigger", 7);
    }

    @Test
    void aRequestWithoutProviderHasNoPriceWhereSeveralSellTheModel() {
        String book = Books.entry("acme", "m", "1", "0") + Books.entry("other", "m*", "1", "0");
        assertThat(Books.pricer(book).price(Books.usage(null, "m", 1, 1)))
                .isEqualTo(new Unpriced(MissingReason.AMBIGUOUS_PROVIDER));
    }

    @Test
    void theDefaultProviderSettlesIt() {
        String book = Books.entry("acme", "m", "1", "0")
                + Books.entry("other", "m*", "2", "0").replace("model:", "default_provider: true\n    model:");
        assertThat(input(book, null, "m")).isEqualTo(2);
    }

    /** "m" has a price for 2027 only: the wider "*" is no price of this model. */
    @Test
    void aWiderPatternDoesNotFillAGapInTime() {
        String book = Books.entry("acme", "*", "1", "0")
                + Books.entry("acme", "m", "2", "0").replace("currency:", "from: 2027-01-01\n    currency:");
        assertThat(Books.pricer(book).price(Books.usage("acme", "m", 1, 1)))
                .isEqualTo(new Unpriced(MissingReason.NO_PRICE_AT_TIME));
    }

    @ParameterizedTest
    @CsvSource({
        "gcp.gemini,                gemini",
        "Google,                    gemini",
        "vertex_ai-language-models, vertex_ai",
        "gcp.vertex_ai,             vertex_ai",
        "bedrock_converse,          bedrock",
        "mistral_ai,                mistral",
        "azure.ai.openai,           azure",
        "qianwen,                   dashscope",
        "dashscope-intl,            dashscope-intl",
        "my-own-models-farm,        my-own-models-farm",
    })
    void knowsAProviderByItsOtherNames(String name, String canonical) {
        assertThat(input(Books.entry(canonical, "m", "1", "0"), name, "m")).isEqualTo(1);
    }

    private static void assertInput(@Nullable String provider, String model, long inputMicros) {
        assertThat(input(BOOK, provider, model)).isEqualTo(inputMicros);
    }

    private static long input(String book, @Nullable String provider, String model) {
        Priced priced = Books.pricer(book).price(Books.usage(provider, model, 1, 0));
        assertThat(priced).asInstanceOf(type(Cost.class)).isNotNull();
        return ((Cost) priced).inputNanos() / 1_000;
    }
}
