package tollgate.console.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.console.query.Esql;
import tollgate.console.query.QueryFailedException;
import tollgate.console.query.Question;
import tollgate.console.query.Table;

/** Asks for the figures of the requests that ended within the last while, by model. They are those of the requests, which are there seconds after their end. */
public final class TopQuery {
    /** The name of the row that has all. */
    static final String ALL = "all";

    private static final String FIGURES = """
            STATS requests = COUNT(*),
                errors = COUNT(CASE(llm_gateway.outcome IN ("upstream_error", "timeout"), 1)),
                input = SUM(gen_ai.usage.input_tokens), output = SUM(gen_ai.usage.output_tokens),
                cost = SUM(llm_gateway.cost.reporting.amount), priced = COUNT(llm_gateway.cost.reporting.amount),
                p50 = PERCENTILE(CASE(llm_gateway.outcome == "ok", llm_gateway.latency_ms, NULL), 50),
                p95 = PERCENTILE(CASE(llm_gateway.outcome == "ok", llm_gateway.latency_ms, NULL), 95),
                p99 = PERCENTILE(CASE(llm_gateway.outcome == "ok", llm_gateway.latency_ms, NULL), 99),
                ttft = PERCENTILE(CASE(llm_gateway.outcome == "ok", llm_gateway.ttft_ms, NULL), 50)""";

    /** By their end; the start, by which an index is searched, is up to an hour before it. */
    private static final String ENDED = """
            FROM logs-llm_gateway.request-*
            | WHERE @timestamp >= TO_DATETIME(?_tstart) - 1 hour AND @timestamp < ?_tend
            | WHERE llm_gateway.kind IS NULL OR llm_gateway.kind == "request"
            | EVAL ended = COALESCE(event.end, @timestamp), model = COALESCE(gen_ai.response.model, gen_ai.request.model)
            | WHERE ended >= ?_tstart AND ended < ?_tend
            """;

    private static final String BY_MODEL =
            ENDED + "| " + FIGURES + " BY model\n| SORT requests DESC, model\n| LIMIT 100";
    private static final String TOGETHER = ENDED + "| " + FIGURES;

    private final Esql esql;
    private final Duration window;

    public TopQuery(Esql esql, Duration window) {
        this.esql = esql;
        this.window = window;
    }

    /**
     * All together, then each model.
     *
     * @param end of the window
     */
    public List<TopFigures> ask(Instant end) throws QueryFailedException {
        Map<String, String> values = Map.of("_tstart", end.minus(window).toString(), "_tend", end.toString());
        List<TopFigures> all = new ArrayList<>();
        Table together = esql.ask(Question.of("top", TOGETHER, values));
        all.add(figures(together, 0, ALL));
        Table models = esql.ask(Question.of("top", BY_MODEL, values));
        for (int row = 0; row < models.rows().size(); row++) {
            all.add(figures(models, row, models.value(row, "model").asText()));
        }
        return List.copyOf(all);
    }

    private TopFigures figures(Table table, int row, String name) {
        long requests = table.value(row, "requests").asLong();
        Double input = number(table.value(row, "input"));
        Double output = number(table.value(row, "output"));
        return new TopFigures(
                name,
                window,
                requests,
                table.value(row, "errors").asLong(),
                input == null || output == null ? null : Double.valueOf(input + output),
                number(table.value(row, "cost")),
                requests - table.value(row, "priced").asLong(),
                number(table.value(row, "p50")),
                number(table.value(row, "p95")),
                number(table.value(row, "p99")),
                number(table.value(row, "ttft")));
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
