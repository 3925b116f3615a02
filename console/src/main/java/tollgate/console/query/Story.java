package tollgate.console.query;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The questions about one request: all that was written of it, and what happened around it. */
public final class Story {
    private static final int LONGEST_ID = 8_191;
    private static final Duration AROUND = Duration.ofSeconds(30);

    private static final String DOCUMENTS = """
            FROM logs-llm_gateway.request-* METADATA _source
            | WHERE event.id == ?id
            | KEEP @timestamp, _source
            | SORT @timestamp
            | LIMIT 20""";

    private static final String NEIGHBOURS = """
            FROM logs-llm_gateway.request-*
            | WHERE @timestamp >= ?_tstart AND @timestamp < ?_tend
            | WHERE llm_gateway.kind IS NULL OR llm_gateway.kind == "request"
            | KEEP @timestamp, event.id, llm_gateway.tenant, gen_ai.provider.name, gen_ai.request.model, llm_gateway.outcome, llm_gateway.latency_ms, gen_ai.usage.output_tokens
            | SORT @timestamp, event.id
            | LIMIT 200""";

    private Story() {}

    /**
     * All documents of a request.
     *
     * @throws BadQuestionException where it can be no id
     */
    public static Question documents(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new BadQuestionException("the id of a request has 1 to " + LONGEST_ID + " characters");
        }
        return Question.of("request", DOCUMENTS, Map.of("id", id));
    }

    /**
     * The requests that began up to half a minute before or after a moment.
     *
     * @throws BadQuestionException where it is none
     */
    public static Catalogue.Asked neighbours(String at) {
        try {
            Instant moment = Instant.parse(at);
            Span span = new Span(moment.minus(AROUND), moment.plus(AROUND));
            return new Catalogue.Asked(
                    Question.of(
                            "neighbours",
                            NEIGHBOURS,
                            Map.of(
                                    "_tstart", span.from().toString(),
                                    "_tend", span.to().toString())),
                    span);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new BadQuestionException("'at' is no time: write it as 2026-11-24T15:00:00Z");
        }
    }
}
