package tollgate.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;

/**
 * Usage blocks as providers send them, priced by the shipped book and worked out by hand. µ is a micro-unit: a token at
 * 2.50 per million costs 2.5 µ.
 */
class ProviderUsageTest {
    private final Pricer pricer = new Pricer(PriceBooks.shipped(), ExchangeRates.none(), "USD");

    /** gpt-4o, 2.50 / 1.25 cached / 10: 86 × 2.5 µ = 215 µ; 1,920 × 1.25 µ = 2,400 µ; 300 × 10 µ = 3,000 µ. */
    @Test
    void openAiWithCachedTokens() {
        Usage usage = UsageBlocks.openAi("openai", "gpt-4o-2024-08-06", """
                {"prompt_tokens": 2006, "completion_tokens": 300, "total_tokens": 2306,
                 "prompt_tokens_details": {"cached_tokens": 1920, "audio_tokens": 0},
                 "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0,
                   "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0}}""");

        assertCost(usage, "USD", 215_000, 2_400_000, 3_000_000, 5_615_000);
    }

    /**
     * gpt-5-mini, 0.25 / 0.025 cached / 2: 180 × 0.25 µ = 45 µ; 1,024 × 0.025 µ = 25.6 µ; the 812 output tokens contain
     * the 640 of reasoning: 812 × 2 µ = 1,624 µ.
     */
    @Test
    void openAiWithReasoningTokens() {
        Usage usage = UsageBlocks.openAi("openai", "gpt-5-mini", """
                {"prompt_tokens": 1204, "completion_tokens": 812, "total_tokens": 2016,
                 "prompt_tokens_details": {"cached_tokens": 1024},
                 "completion_tokens_details": {"reasoning_tokens": 640}}""");

        assertCost(usage, "USD", 45_000, 25_600, 1_624_000, 1_694_600);
    }

    /**
     * claude-sonnet-4-5, 3 / 3.75 creation / 15: 21 × 3 µ = 63 µ; 188,086 × 3.75 µ = 705,322.5 µ; 393 × 15 µ = 5,895 µ.
     */
    @Test
    void anthropicFillsItsCache() {
        Usage usage = UsageBlocks.anthropic("claude-sonnet-4-5-20250929", """
                {"input_tokens": 21, "cache_creation_input_tokens": 188086, "cache_read_input_tokens": 0,
                 "output_tokens": 393}""");

        assertCost(usage, "USD", 63_000, 705_322_500, 5_895_000, 711_280_500);
    }

    /** The same again, 0.30 for a token from the cache: 188,086 × 0.3 µ = 56,425.8 µ. */
    @Test
    void anthropicReadsItsCache() {
        Usage usage = UsageBlocks.anthropic("claude-sonnet-4-5", """
                {"input_tokens": 21, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 188086,
                 "output_tokens": 393}""");

        assertCost(usage, "USD", 63_000, 56_425_800, 5_895_000, 62_383_800);
    }

    /**
     * 21 + 188,086 + 15,000 = 203,107 tokens are more than 200,000, so all is dearer, 6 / 0.60 / 7.50 / 22.50: 126 µ;
     * 112,851.6 µ + 112,500 µ = 225,351.6 µ; 8,842.5 µ.
     */
    @Test
    void anthropicCachedTokensCountForTheTier() {
        Usage usage = UsageBlocks.anthropic("claude-sonnet-4-5", """
                {"input_tokens": 21, "cache_creation_input_tokens": 15000, "cache_read_input_tokens": 188086,
                 "output_tokens": 393}""");

        assertCost(usage, "USD", 126_000, 225_351_600, 8_842_500, 234_320_100);
    }

    /**
     * gemini-2.5-pro above 200,000, 2.50 / 0.25 / 15: 50,000 × 2.5 µ = 125,000 µ; 200,000 × 0.25 µ = 50,000 µ; (1,200 +
     * 800) × 15 µ = 30,000 µ.
     */
    @Test
    void geminiWithLongInputAndThoughts() {
        Usage usage = UsageBlocks.gemini("gemini-2.5-pro", """
                {"promptTokenCount": 250000, "cachedContentTokenCount": 200000, "candidatesTokenCount": 1200,
                 "thoughtsTokenCount": 800, "totalTokenCount": 252000}""");

        assertCost(usage, "USD", 125_000_000, 50_000_000, 30_000_000, 205_000_000);
    }

    /** 200,000 × 1.25 µ + 10 × 10 µ; one token more: 200,001 × 2.5 µ + 10 × 15 µ. */
    @Test
    void geminiTierBeginsAboveItsThreshold() {
        String block = """
                {"promptTokenCount": %d, "candidatesTokenCount": 10, "totalTokenCount": 0}""";

        Usage at = UsageBlocks.gemini("gemini-2.5-pro", block.formatted(200_000));
        assertCost(at, "USD", 250_000_000, 0, 100_000, 250_100_000);
        Usage above = UsageBlocks.gemini("gemini-2.5-pro", block.formatted(200_001));
        assertCost(above, "USD", 500_002_500, 0, 150_000, 500_152_500);
    }

    /**
     * deepseek-v4-flash, 0.14 / 0.0028 hit / 0.28: 21,840 n; 1,024 × 2.8 n = 2,867.2 n; 71,680 n; together 96,387.2 n.
     */
    @Test
    void deepSeekHitsAndMisses() {
        Usage usage = UsageBlocks.deepSeek("deepseek-v4-flash", """
                {"prompt_tokens": 1180, "completion_tokens": 256, "total_tokens": 1436,
                 "prompt_cache_hit_tokens": 1024, "prompt_cache_miss_tokens": 156}""");

        assertCost(usage, "USD", 21_840, 2_867, 71_680, 96_387);
    }

    /**
     * deepseek-v4-pro, 0.435 / 0.003625 hit / 0.87: 156 × 435 n = 67,860 n; 1,022 × 3.625 n = 3,704.75 n; 256 × 870 n =
     * 222,720 n. The sum of 294,284.75 n is rounded up, and the cache, the only part with a remainder, takes the
     * difference.
     */
    @Test
    void deepSeekRoundsTheSumAndNotTheParts() {
        Usage usage = UsageBlocks.deepSeek("deepseek-v4-pro", """
                {"prompt_tokens": 1178, "completion_tokens": 256, "total_tokens": 1434,
                 "prompt_cache_hit_tokens": 1022, "prompt_cache_miss_tokens": 156,
                 "completion_tokens_details": {"reasoning_tokens": 200}}""");

        assertCost(usage, "USD", 67_860, 3_705, 222_720, 294_285);
    }

    /**
     * qwen-plus above 128K, 2.40 / 0.48 / 20 yuan: 50,000 × 2.4 µ = 120,000 µ; 100,000 × 0.48 µ = 48,000 µ; 1,000 × 20
     * µ = 20,000 µ.
     */
    @Test
    void dashScopeInYuan() {
        Usage usage = UsageBlocks.openAi("dashscope", "qwen-plus", """
                {"prompt_tokens": 150000, "completion_tokens": 1000, "total_tokens": 151000,
                 "prompt_tokens_details": {"cached_tokens": 100000}}""");

        assertCost(usage, "CNY", 120_000_000, 48_000_000, 20_000_000, 188_000_000);
    }

    /**
     * In thinking mode all 1,000 output tokens cost 24 yuan per million, not only the 400 of the thoughts: 24,000 µ.
     */
    @Test
    void dashScopeInThinkingMode() {
        Usage usage = UsageBlocks.openAi("dashscope", "qwen-plus", """
                {"prompt_tokens": 150000, "completion_tokens": 1000, "total_tokens": 151000,
                 "completion_tokens_details": {"reasoning_tokens": 400}}""");

        assertCost(usage, "CNY", 360_000_000, 0, 24_000_000, 384_000_000);
    }

    /**
     * qwen-plus, three tiers: 131,072 × 0.8 µ = 104,857.6 µ; 131,073 × 2.4 µ = 314,575.2 µ; 262,145 × 4.8 µ = 1,258,296
     * µ.
     */
    @Test
    void dashScopeTiersBeginAboveTheirThresholds() {
        assertCost(Books.usage("dashscope", "qwen-plus", 131_072, 0), "CNY", 104_857_600, 0, 0, 104_857_600);
        assertCost(Books.usage("dashscope", "qwen-plus", 131_073, 0), "CNY", 314_575_200, 0, 0, 314_575_200);
        assertCost(Books.usage("dashscope", "qwen-plus", 262_144, 0), "CNY", 629_145_600, 0, 0, 629_145_600);
        assertCost(Books.usage("dashscope", "qwen-plus", 262_145, 0), "CNY", 1_258_296_000, 0, 0, 1_258_296_000);
    }

    private void assertCost(Usage usage, String currency, long input, long cache, long output, long total) {
        assertThat(pricer.price(usage))
                .asInstanceOf(type(Cost.class))
                .extracting(Cost::currency, Cost::inputNanos, Cost::cacheNanos, Cost::outputNanos, Cost::totalNanos)
                .containsExactly(currency, input, cache, output, total);
    }
}
