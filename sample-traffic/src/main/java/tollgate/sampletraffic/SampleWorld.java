package tollgate.sampletraffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who asks what of whom. The tables that the shipper reads (price book, exchange rates, keys) are the resources beside it. */
final class SampleWorld {
    static final List<SampleModel> MODELS = List.of(
            new SampleModel(
                    "dashscope",
                    "qianwen-turbo",
                    "qianwen-turbo",
                    new SamplePrice("CNY", 300, 60, 300, 600),
                    30,
                    160,
                    7),
            new SampleModel(
                    "dashscope", "qwen-max", "qwen-max", new SamplePrice("CNY", 2_400, 480, 2_400, 9_600), 15, 320, 20),
            new SampleModel(
                    "openai",
                    "gpt-5-mini",
                    "gpt-5-mini-2026-08-07",
                    new SamplePrice("USD", 250, 25, 250, 2_000),
                    22,
                    420,
                    11),
            new SampleModel(
                    "anthropic",
                    "claude-sonnet-5",
                    "claude-sonnet-5",
                    new SamplePrice("USD", 3_000, 300, 3_750, 15_000),
                    18,
                    610,
                    15),
            // On machines of our own: a price of 0 is a price.
            new SampleModel("vllm", "llama-4", "llama-4", new SamplePrice("USD", 0, 0, 0, 0), 10, 95, 28),
            new SampleModel("openai", "preview-1", "preview-1", null, 5, 700, 32));

    /** Where requests go on after their own provider has failed. */
    static final SampleModel FALLBACK = MODELS.get(1);

    static final List<SampleKey> KEYS = List.of(
            new SampleKey("key-1", "acme", "search", 30),
            new SampleKey("key-2", "acme", "chat", 22),
            new SampleKey("key-3", "globex", "sales, north", 18),
            new SampleKey("key-4", "globex", "support", 12),
            new SampleKey("key-5", "initech", "lab", 15),
            new SampleKey(null, null, null, 3));

    /** A key, and whose it is; of the last none of that is known. */
    record SampleKey(
            @Nullable String id,
            @Nullable String tenant,
            @Nullable String team,
            int weight) {}

    private SampleWorld() {}
}
