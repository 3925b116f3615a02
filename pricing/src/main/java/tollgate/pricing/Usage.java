package tollgate.pricing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be priced: who answered, when, and how many tokens.
 *
 * <p>Totals contain their parts: {@code inputTokens} contains the cached and the cache-creation tokens, {@code
 * outputTokens} contains the reasoning tokens (the rule of the OpenTelemetry GenAI conventions). A part that is {@link
 * #UNKNOWN} beside a known total counts as none; its tokens are then priced as plain input or output.
 *
 * @param provider who ran the model, or null; other names of a provider are understood, {@code mistral_ai} is {@code
 *     mistral}
 * @param model the model that answered, not the one that was asked for
 * @param at the request's own time
 */
public record Usage(
        @Nullable String provider,
        String model,
        Instant at,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        long reasoningTokens) {

    /** Stands for a count that is not known. */
    public static final long UNKNOWN = -1;

    /** Why these counts cannot be priced, or null. */
    @Nullable
    MissingReason fault() {
        if (inputTokens < UNKNOWN
                || outputTokens < UNKNOWN
                || cacheReadTokens < UNKNOWN
                || cacheCreationTokens < UNKNOWN
                || reasoningTokens < UNKNOWN) {
            return MissingReason.INCONSISTENT_USAGE;
        }
        if (inputTokens == UNKNOWN || outputTokens == UNKNOWN) {
            return MissingReason.UNKNOWN_USAGE;
        }
        // A difference cannot overflow here, a sum of two counts could.
        boolean partsFit = cacheRead() <= inputTokens - cacheCreation() && reasoning() <= outputTokens;
        return partsFit ? null : MissingReason.INCONSISTENT_USAGE;
    }

    long uncachedInput() {
        return inputTokens - cacheRead() - cacheCreation();
    }

    long cacheRead() {
        return Math.max(0, cacheReadTokens);
    }

    long cacheCreation() {
        return Math.max(0, cacheCreationTokens);
    }

    long reasoning() {
        return Math.max(0, reasoningTokens);
    }

    long outputBesideReasoning() {
        return outputTokens - reasoning();
    }
}
