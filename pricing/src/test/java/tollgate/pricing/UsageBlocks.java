package tollgate.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Brings the usage blocks of providers into the form in which totals contain their parts. */
final class UsageBlocks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private UsageBlocks() {}

    /**
     * Chat completions of OpenAI and of those who speak like it: prompt_tokens and completion_tokens are totals
     * already.
     */
    static Usage openAi(String provider, String model, String block) {
        JsonNode usage = read(block);
        return new Usage(
                provider,
                model,
                Books.NOW,
                count(usage, "/prompt_tokens"),
                count(usage, "/completion_tokens"),
                count(usage, "/prompt_tokens_details/cached_tokens"),
                Usage.UNKNOWN,
                count(usage, "/completion_tokens_details/reasoning_tokens"));
    }

    /** Anthropic: input_tokens are only those that no cache took part in. */
    static Usage anthropic(String model, String block) {
        JsonNode usage = read(block);
        long read = count(usage, "/cache_read_input_tokens");
        long creation = count(usage, "/cache_creation_input_tokens");
        return new Usage(
                "anthropic",
                model,
                Books.NOW,
                count(usage, "/input_tokens") + read + creation,
                count(usage, "/output_tokens"),
                read,
                creation,
                Usage.UNKNOWN);
    }

    /** Gemini: the prompt contains cached content, the candidates do not contain the thoughts. */
    static Usage gemini(String model, String block) {
        JsonNode usage = read(block);
        long thoughts = Math.max(0, count(usage, "/thoughtsTokenCount"));
        return new Usage(
                "gcp.gemini",
                model,
                Books.NOW,
                count(usage, "/promptTokenCount"),
                count(usage, "/candidatesTokenCount") + thoughts,
                count(usage, "/cachedContentTokenCount"),
                Usage.UNKNOWN,
                thoughts);
    }

    /** DeepSeek: hits and misses are the two parts of prompt_tokens; a miss is plain input. */
    static Usage deepSeek(String model, String block) {
        JsonNode usage = read(block);
        return new Usage(
                "deepseek",
                model,
                Books.NOW,
                count(usage, "/prompt_tokens"),
                count(usage, "/completion_tokens"),
                count(usage, "/prompt_cache_hit_tokens"),
                Usage.UNKNOWN,
                count(usage, "/completion_tokens_details/reasoning_tokens"));
    }

    private static long count(JsonNode usage, String pointer) {
        JsonNode value = usage.at(pointer);
        return value.isMissingNode() ? Usage.UNKNOWN : value.longValue();
    }

    private static JsonNode read(String block) {
        try {
            return JSON.readTree(block);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
