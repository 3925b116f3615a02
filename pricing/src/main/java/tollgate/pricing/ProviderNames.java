package tollgate.pricing;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One name for each provider, whichever convention a request or a price file follows: OpenTelemetry's {@code
 * gen_ai.provider.name} ({@code mistral_ai}), LiteLLM's {@code litellm_provider} ({@code vertex_ai-language-models}) or
 * common speech ({@code google}). A name that stands in no list is its own.
 */
final class ProviderNames {
    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("alibaba", "dashscope"),
            Map.entry("alibaba_cloud", "dashscope"),
            Map.entry("aliyun", "dashscope"),
            Map.entry("bailian", "dashscope"),
            Map.entry("qianwen", "dashscope"),
            Map.entry("qwen", "dashscope"),
            Map.entry("tongyi", "dashscope"),
            Map.entry("aws.bedrock", "bedrock"),
            Map.entry("bedrock_converse", "bedrock"),
            Map.entry("azure.ai.inference", "azure_ai"),
            Map.entry("azure.ai.openai", "azure"),
            Map.entry("azure_openai", "azure"),
            Map.entry("azure_text", "azure"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("gcp.gemini", "gemini"),
            Map.entry("gcp.gen_ai", "gemini"),
            Map.entry("google", "gemini"),
            Map.entry("gcp.vertex_ai", "vertex_ai"),
            Map.entry("ibm.watsonx.ai", "watsonx"),
            Map.entry("kimi", "moonshot"),
            Map.entry("moonshot_ai", "moonshot"),
            Map.entry("moonshotai", "moonshot"),
            Map.entry("mistral_ai", "mistral"),
            Map.entry("mistralai", "mistral"),
            Map.entry("text-completion-openai", "openai"),
            Map.entry("x_ai", "xai"));

    private static final Pattern FAMILY = Pattern.compile("([^-]+)-.*models");

    private ProviderNames() {}

    static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Matcher family = FAMILY.matcher(lower);
        String plain = family.matches() ? family.group(1) : lower;
        return CANONICAL.getOrDefault(plain, plain);
    }
}
