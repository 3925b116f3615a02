package tollgate.enrichment;

import org.jspecify.annotations.Nullable;

/**
 * What a document has and a request line has not. Null is what is not known. Each stands in the object of a field of the line,
 * beside which it is to be written.
 *
 * @param team {@code llm_gateway.team}, whose key it was
 * @param costCenter {@code llm_gateway.cost_center}, who pays for the key
 * @param userAgentName {@code user_agent.name}, one of a bounded set
 * @param environment {@code service.environment}
 */
public record Extra(
        @Nullable String team,
        @Nullable String costCenter,
        @Nullable String userAgentName,
        @Nullable String environment) {

    /** Nothing is known. */
    public static final Extra NONE = new Extra(null, null, null, null);
}
