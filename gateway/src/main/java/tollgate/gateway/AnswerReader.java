package tollgate.gateway;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.LineReader;

/** Reads answers and chunks of answers in OpenAI's format, without a tree and without keeping any of their content. */
final class AnswerReader {
    /** What a chunk or an answer has. */
    enum Kind {
        CHOICES,
        /** No choices, only usage: the last chunk of a stream whose usage was asked for. */
        USAGE,
        NEITHER
    }

    private final JsonFactory json;

    AnswerReader(JsonFactory json) {
        this.json = json;
    }

    /**
     * Adds what an answer tells.
     *
     * @throws IOException where it is no JSON object
     * @throws FailureException where it is an error
     */
    Kind read(byte[] bytes, int offset, int length, AnswerFacts facts) throws IOException {
        try (JsonParser parser = json.createParser(bytes, offset, length)) {
            expectObject(parser);
            boolean hasChoices = false;
            boolean hasUsage = false;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "id" -> facts.id = text(value, parser, facts.id);
                    case "model" -> facts.model = text(value, parser, facts.model);
                    case "choices" -> hasChoices |= value == JsonToken.START_ARRAY && choices(parser, facts);
                    case "usage" -> hasUsage |= value == JsonToken.START_OBJECT && usage(parser, facts);
                    case "error" -> {
                        if (value != JsonToken.VALUE_NULL) {
                            throw new FailureException(UpstreamFailures.ofError(code(value, parser)));
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the object");
            }
            return hasChoices ? Kind.CHOICES : hasUsage ? Kind.USAGE : Kind.NEITHER;
        }
    }

    /** The short code or type of an error in OpenAI's shape, or null where there is none. */
    @Nullable
    String errorCode(byte[] bytes) {
        try (JsonParser parser = json.createParser(bytes)) {
            expectObject(parser);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("error")) {
                    return code(value, parser);
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) { // the status says enough
            return null;
        }
    }

    private static void expectObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "no object");
        }
    }

    private static boolean choices(JsonParser parser, AnswerFacts facts) throws IOException {
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            any = true;
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                choice(parser, facts);
            } else {
                parser.skipChildren();
            }
        }
        return any;
    }

    private static void choice(JsonParser parser, AnswerFacts facts) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("finish_reason") && value == JsonToken.VALUE_STRING) {
                facts.finishReason = Words.code(parser.getText());
            } else if (value == JsonToken.START_OBJECT && (name.equals("delta") || name.equals("message"))) {
                facts.content(contentChars(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static int contentChars(JsonParser parser) throws IOException {
        int chars = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && (name.equals("content") || name.equals("reasoning_content"))) {
                chars += parser.getTextLength();
            } else {
                parser.skipChildren();
            }
        }
        return chars;
    }

    private static boolean usage(JsonParser parser, AnswerFacts facts) throws IOException {
        long input = UNKNOWN;
        long output = UNKNOWN;
        long cached = UNKNOWN;
        long reasoning = UNKNOWN;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "prompt_tokens" -> input = count(value, parser);
                case "completion_tokens" -> output = count(value, parser);
                case "prompt_tokens_details" -> cached = detail("cached_tokens", value, parser);
                case "completion_tokens_details" -> reasoning = detail("reasoning_tokens", value, parser);
                default -> parser.skipChildren();
            }
        }
        facts.usage(input, output, cached, reasoning);
        return true;
    }

    private static long detail(String wanted, JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return UNKNOWN;
        }
        long count = UNKNOWN;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken detail = parser.nextToken();
            if (name.equals(wanted)) {
                count = count(detail, parser);
            } else {
                parser.skipChildren();
            }
        }
        return count;
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

    private static @Nullable String code(JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            return null;
        }
        String code = null;
        String type = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken member = parser.nextToken();
            if (name.equals("code") && member.isScalarValue() && member != JsonToken.VALUE_NULL) {
                code = Words.code(parser.getText());
            } else if (name.equals("type") && member == JsonToken.VALUE_STRING) {
                type = Words.code(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return code == null ? type : code;
    }

    private static @Nullable String text(JsonToken value, JsonParser parser, @Nullable String former)
            throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return former;
        }
        return Words.cut(parser.getText());
    }
}
