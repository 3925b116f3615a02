package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.EsqlTable;
import tollgate.requestlog.DataStream;

/** What each model did since an instant, as ES|QL tells it. */
final class Figures {
    private static final List<String> NUMBERS = List.of(
            "requests",
            "errors",
            "input_tokens",
            "output_tokens",
            "p50_ms",
            "p95_ms",
            "p99_ms",
            "ttft_p50_ms",
            "ttft_p95_ms");

    private static final String PER_MODEL = """
            | WHERE @timestamp >= TO_DATETIME(?since) AND llm_gateway.kind == "request"
            | EVAL model = COALESCE(gen_ai.response.model, gen_ai.request.model)
            | STATS requests = COUNT(*),
                    errors = SUM(CASE(llm_gateway.outcome == "ok", 0, 1)),
                    input_tokens = SUM(gen_ai.usage.input_tokens),
                    output_tokens = SUM(gen_ai.usage.output_tokens),
                    p50_ms = PERCENTILE(llm_gateway.latency_ms, 50),
                    p95_ms = PERCENTILE(llm_gateway.latency_ms, 95),
                    p99_ms = PERCENTILE(llm_gateway.latency_ms, 99),
                    ttft_p50_ms = PERCENTILE(llm_gateway.ttft_ms, 50),
                    ttft_p95_ms = PERCENTILE(llm_gateway.ttft_ms, 95)
                 BY model
            | SORT requests DESC, model
            """;

    private final EsqlTable table;

    private Figures(EsqlTable table) {
        this.table = table;
    }

    /**
     * Asks for them.
     *
     * @throws CommandFailedException where the cluster has no ES|QL or does not answer
     */
    static Figures since(Cluster cluster, String namespace, Instant since) throws CommandFailedException {
        try {
            String query = "FROM " + DataStream.REQUEST.in(namespace) + "\n" + PER_MODEL;
            return new Figures(EsqlTable.query(cluster, query, Map.of("since", since.toString())));
        } catch (IOException e) {
            throw new CommandFailedException("the figures could not be had: " + e.getMessage(), e);
        }
    }

    void print(PrintWriter out) {
        out.printf("%-28s", "model");
        NUMBERS.forEach(name -> out.printf(" %13s", name));
        out.println();
        for (int row = 0; row < table.rows().size(); row++) {
            out.printf("%-28s", table.value(row, "model").asText());
            for (String name : NUMBERS) {
                JsonNode value = table.value(row, name);
                // What is not known is not zero.
                out.printf(" %13s", value.isNull() ? "-" : "%,.0f".formatted(value.asDouble()));
            }
            out.println();
        }
    }

    ArrayNode json() {
        ArrayNode models = new ObjectMapper().createArrayNode();
        for (int row = 0; row < table.rows().size(); row++) {
            var model = models.addObject();
            model.set("model", table.value(row, "model"));
            for (String name : NUMBERS) {
                model.set(name, table.value(row, name));
            }
        }
        return models;
    }
}
