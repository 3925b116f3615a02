package tollgate.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.pricing.TokenPricesBuilder.Part;

/**
 * One entry of LiteLLM's price file.
 *
 * <p>The key is {@code provider/model}, or the model alone: then it is also the price of a request that names no
 * provider, as LiteLLM takes such a name to be this provider's. Cached and cache-creation tokens without a price of
 * their own in a tier keep that of the tier below; reasoning tokens without one are output of the tier.
 */
final class LiteLlmModel {
    private static final Pattern PRICE = Pattern.compile("(input_cost_per_token|output_cost_per_token"
            + "|cache_read_input_token_cost|cache_creation_input_token_cost|output_cost_per_reasoning_token)"
            + "(?:_above_(\\d{1,6})k_tokens)?");

    private static final Map<String, Part> PARTS = Map.of(
            "input_cost_per_token", Part.INPUT,
            "output_cost_per_token", Part.OUTPUT,
            "cache_read_input_token_cost", Part.CACHE_READ,
            "cache_creation_input_token_cost", Part.CACHE_CREATION,
            "output_cost_per_reasoning_token", Part.REASONING);

    private static final String CURRENCY = "USD";

    private final String key;
    private final int line;
    private final TreeMap<Long, TokenPricesBuilder> byThreshold = new TreeMap<>();
    private @Nullable String provider;

    LiteLlmModel(String key, int line) {
        this.key = key;
        this.line = line;
    }

    static boolean isPrice(String field) {
        return PRICE.matcher(field).matches();
    }

    void provider(String name) {
        provider = ProviderNames.canonical(name);
    }

    /** @param threshold where the field's own name states none */
    void price(String field, long threshold, BigDecimal perMillion) {
        Matcher price = PRICE.matcher(field);
        if (!price.matches()) {
            throw new IllegalArgumentException(field);
        }
        long above = price.group(2) == null ? threshold : Long.parseLong(price.group(2)) * 1000;
        Part part = PARTS.get(price.group(1));
        if (part == null) {
            throw new IllegalArgumentException(field);
        }
        byThreshold.computeIfAbsent(above, tokens -> new TokenPricesBuilder()).set(part, perMillion);
    }

    /** The entry, or null where it has no price of input and output tokens. */
    @Nullable
    PriceEntry entry() {
        List<Tier> tiers = new ArrayList<>();
        TokenPricesBuilder below = new TokenPricesBuilder();
        for (Map.Entry<Long, TokenPricesBuilder> tier : byThreshold.entrySet()) {
            TokenPricesBuilder whole = tier.getValue().over(below);
            TokenPrices prices = whole.build();
            if (prices == null) {
                return null;
            }
            tiers.add(new Tier(tiers.isEmpty() ? PriceEntry.ALL : tier.getKey(), prices));
            below = whole;
        }
        return tiers.isEmpty() ? null : entry(tiers);
    }

    private PriceEntry entry(List<Tier> tiers) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        boolean prefixed = slash >= 0
                && (provider == null || ProviderNames.canonical(prefix).equals(provider));
        return new PriceEntry(
                prefixed ? ProviderNames.canonical(prefix) : provider,
                !prefixed && provider != null,
                ModelPattern.ofName(prefixed ? key.substring(slash + 1) : key),
                Instant.MIN,
                Instant.MAX,
                CURRENCY,
                tiers,
                line);
    }
}
