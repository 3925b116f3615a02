package tollgate.gateway;

import java.util.Locale;
import java.util.Map;

/**
 * Names providers by the hosts of their endpoints: as OpenTelemetry's {@code gen_ai.provider.name} does, and by the product
 * where it has no name. A host that is not in the table is its own provider.
 */
final class Providers {
    private static final Map<String, String> BY_DOMAIN = Map.ofEntries(
            Map.entry("openai.azure.com", "azure.ai.openai"),
            Map.entry("openai.com", "openai"),
            Map.entry("aliyuncs.com", "dashscope"),
            Map.entry("anthropic.com", "anthropic"),
            Map.entry("deepseek.com", "deepseek"),
            Map.entry("mistral.ai", "mistral_ai"),
            Map.entry("groq.com", "groq"),
            Map.entry("perplexity.ai", "perplexity"),
            Map.entry("x.ai", "x_ai"),
            Map.entry("generativelanguage.googleapis.com", "gcp.gemini"),
            Map.entry("openrouter.ai", "openrouter"));

    static String ofHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        for (String domain = lower; !domain.isEmpty(); domain = parent(domain)) {
            String provider = BY_DOMAIN.get(domain);
            if (provider != null) {
                return provider;
            }
        }
        return lower;
    }

    private static String parent(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? "" : domain.substring(dot + 1);
    }

    private Providers() {}
}
