package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Adds up documents of usage windows by model, tenant, outcome and currency; costs to the micro-unit. */
record UsageSums(Map<String, Map<String, BigDecimal>> sums) {
    private static final Map<String, String> MEASURES = Map.of(
            "requests", "/llm_gateway/requests",
            "input tokens", "/gen_ai/usage/input_tokens",
            "output tokens", "/gen_ai/usage/output_tokens",
            "cost", "/llm_gateway/cost/amount",
            "unpriced", "/llm_gateway/unpriced",
            "latency", "/llm_gateway/latency/sum_ms");
    private static final int MICRO = 6;

    static UsageSums of(Collection<JsonNode> windows) {
        Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
        for (JsonNode window : windows) {
            String group = String.join(
                    " ",
                    window.at("/@timestamp").asText(),
                    window.at("/gen_ai/response/model").asText(),
                    window.at("/llm_gateway/tenant").asText(),
                    window.at("/llm_gateway/outcome").asText(),
                    window.at("/gen_ai/request/stream").asText(),
                    window.at("/llm_gateway/cost/currency").asText());
            Map<String, BigDecimal> of = sums.computeIfAbsent(group, key -> new TreeMap<>());
            MEASURES.forEach((name, pointer) -> {
                JsonNode value = window.at(pointer);
                if (!value.isMissingNode()) {
                    of.merge(name, new BigDecimal(value.asText()), BigDecimal::add);
                }
            });
        }
        sums.values().forEach(of -> of.replaceAll((name, value) -> value.setScale(MICRO, RoundingMode.HALF_EVEN)));
        return new UsageSums(sums);
    }

    /** Of all groups, as whole requests. */
    long requests() {
        return sums.values().stream()
                .mapToLong(of -> of.getOrDefault("requests", BigDecimal.ZERO).longValue())
                .sum();
    }
}
