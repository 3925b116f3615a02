package tollgate.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Completes the prices that a file states.
 *
 * <p>What a file does not state is the price that a provider bills without a special one: cached and cache-creation
 * tokens are input (no discount is known), reasoning tokens are output.
 */
final class TokenPricesBuilder {
    /** The prices that a file can state. */
    enum Part {
        INPUT,
        CACHE_READ,
        CACHE_CREATION,
        OUTPUT,
        REASONING,
        /** All output tokens of a request that reports reasoning tokens, as DashScope prices its thinking mode. */
        OUTPUT_WITH_REASONING
    }

    private final Map<Part, BigDecimal> stated = new EnumMap<>(Part.class);

    TokenPricesBuilder set(Part part, BigDecimal perMillion) {
        stated.put(part, perMillion);
        return this;
    }

    /** These prices, and those of the tier below where they state none; a price of reasoning is not taken over. */
    TokenPricesBuilder over(TokenPricesBuilder below) {
        TokenPricesBuilder whole = new TokenPricesBuilder();
        whole.stated.putAll(below.stated);
        whole.stated.remove(Part.REASONING);
        whole.stated.putAll(stated);
        return whole;
    }

    /** The prices, or null where those of input and output are not both stated. */
    @Nullable
    TokenPrices build() {
        BigDecimal input = stated.get(Part.INPUT);
        BigDecimal output = stated.get(Part.OUTPUT);
        if (input == null || output == null) {
            return null;
        }
        BigDecimal whole = stated.getOrDefault(Part.OUTPUT_WITH_REASONING, output);
        return new TokenPrices(
                input,
                stated.getOrDefault(Part.CACHE_READ, input),
                stated.getOrDefault(Part.CACHE_CREATION, input),
                output,
                whole,
                stated.getOrDefault(Part.REASONING, whole));
    }
}
