package tollgate.gateway;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import tollgate.requestlog.LineReader;

/**
 * Reads a usage in whichever shape providers give it, and makes one of it: input contains what was read from and written to a
 * cache, output contains reasoning.
 *
 * <ul>
 *   <li>OpenAI, DashScope, vLLM: {@code prompt_tokens} and {@code completion_tokens} contain all, with {@code …_details}.
 *   <li>DeepSeek: {@code prompt_cache_hit_tokens}; Moonshot: {@code cached_tokens}; both contained.
 *   <li>Anthropic: {@code input_tokens} without {@code cache_read_input_tokens} and {@code cache_creation_input_tokens}.
 *   <li>xAI and Gemini leave reasoning out of {@code completion_tokens}, which shows by {@code total_tokens}.
 * </ul>
 */
final class UsageReader {
    private long prompt = UNKNOWN;
    private long input = UNKNOWN;
    private long output = UNKNOWN;
    private long total = UNKNOWN;
    private long cacheRead = UNKNOWN;
    private long cacheCreation = UNKNOWN;
    private boolean cacheIsApart;
    private long reasoning = UNKNOWN;

    /** Reads the object that the parser has just entered. */
    static void read(JsonParser parser, AnswerFacts facts) throws IOException {
        UsageReader usage = new UsageReader();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            usage.member(name, parser.nextToken(), parser);
        }
        usage.tell(facts);
    }

    private void member(String name, JsonToken value, JsonParser parser) throws IOException {
        switch (name) {
            case "prompt_tokens" -> prompt = count(value, parser);
            case "input_tokens" -> input = count(value, parser);
            case "completion_tokens", "output_tokens" -> output = known(count(value, parser), output);
            case "total_tokens" -> total = count(value, parser);
            case "prompt_tokens_details", "input_tokens_details" -> promptDetails(value, parser);
            case "completion_tokens_details", "output_tokens_details" -> completionDetails(value, parser);
            case "prompt_cache_hit_tokens", "cached_tokens" -> cacheRead = known(count(value, parser), cacheRead);
            case "cache_read_input_tokens" -> {
                cacheRead = known(count(value, parser), cacheRead);
                cacheIsApart = true;
            }
            case "cache_creation_input_tokens" -> {
                cacheCreation = known(count(value, parser), cacheCreation);
                cacheIsApart = true;
            }
            default -> parser.skipChildren();
        }
    }

    private void promptDetails(JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken detail = parser.nextToken();
            switch (name) {
                case "cached_tokens" -> cacheRead = known(count(detail, parser), cacheRead);
                case "cache_creation_input_tokens", "cache_creation_tokens", "cache_write_tokens" ->
                    cacheCreation = known(count(detail, parser), cacheCreation);
                default -> parser.skipChildren();
            }
        }
    }

    private void completionDetails(JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken detail = parser.nextToken();
            if (name.equals("reasoning_tokens")) {
                reasoning = count(detail, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void tell(AnswerFacts facts) {
        long in = prompt != UNKNOWN ? prompt : input;
        if (prompt == UNKNOWN && input != UNKNOWN && cacheIsApart) {
            in += Math.max(0, cacheRead) + Math.max(0, cacheCreation);
        }
        long out = output;
        if (in != UNKNOWN && out != UNKNOWN && reasoning > 0 && total == in + out + reasoning) {
            out += reasoning;
        }
        facts.usage(in, out, cacheRead, cacheCreation, reasoning);
    }

    private static long known(long now, long former) {
        return now == UNKNOWN ? former : now;
    }

    /** A count that no line could carry is as good as none. */
    private static long count(JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            parser.skipChildren();
            return UNKNOWN;
        }
        long count = parser.getLongValue();
        return count >= 0 && count <= LineReader.MAX_COUNT ? count : UNKNOWN;
    }
}
