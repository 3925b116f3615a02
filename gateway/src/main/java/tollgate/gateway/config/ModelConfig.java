package tollgate.gateway.config;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model by the name that clients ask for.
 *
 * @param aliases further names that mean the same
 * @param provider the name of a {@link ProviderConfig}
 * @param upstreamModel what the provider calls it
 * @param fallbacks names of models that are asked instead, in this order, where this one does not answer
 */
public record ModelConfig(
        String name,
        List<String> aliases,
        String provider,
        String upstreamModel,
        Temperature temperature,
        MaxTokens maxTokens,
        List<String> fallbacks) {
    /** Keeps copies of the lists. */
    public ModelConfig {
        aliases = List.copyOf(aliases);
        fallbacks = List.copyOf(fallbacks);
    }

    /**
     * What requests get that say no temperature, and the band that others are moved into. Null is none.
     */
    public record Temperature(
            @Nullable BigDecimal standard,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {
        /** Leaves everything to the client and the provider. */
        public static final Temperature FREE = new Temperature(null, null, null);
    }

    /** What requests get that say no most number of tokens, and the most that others may have. Null is none. */
    public record MaxTokens(
            @Nullable Long standard, @Nullable Long most) {
        /** Leaves everything to the client and the provider. */
        public static final MaxTokens FREE = new MaxTokens(null, null);
    }
}
