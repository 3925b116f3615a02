package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

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
                    case "usage" -> {
                        if (value == JsonToken.START_OBJECT) {
                            UsageReader.read(parser, facts);
                            hasUsage = true;
                        } else {
                            parser.skipChildren();
                        }
                    }
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
            } else if (facts.wantsContent()
                    && value == JsonToken.START_OBJECT
                    && (name.equals("delta") || name.equals("message"))) {
                facts.content(contentChars(parser, facts));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Text, reasoning and what tools are called with: all that is counted as output. */
    private static int contentChars(JsonParser parser, AnswerFacts facts) throws IOException {
        int chars = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "content", "reasoning_content", "reasoning", "refusal" -> {
                    if (value == JsonToken.VALUE_STRING) {
                        chars += text(parser, facts);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "tool_calls" -> chars += value == JsonToken.START_ARRAY ? toolCalls(parser, facts) : 0;
                default -> parser.skipChildren();
            }
        }
        return chars;
    }

    private static int toolCalls(JsonParser parser, AnswerFacts facts) throws IOException {
        int chars = 0;
        String field = "";
        for (int depth = 1; depth > 0; ) {
            JsonToken next = parser.nextToken();
            if (next.isStructStart()) {
                depth++;
            } else if (next.isStructEnd()) {
                depth--;
            } else if (next == JsonToken.FIELD_NAME) {
                field = parser.currentName();
            } else if (next == JsonToken.VALUE_STRING && (field.equals("arguments") || field.equals("name"))) {
                chars += text(parser, facts);
            }
        }
        return chars;
    }

    private static int text(JsonParser parser, AnswerFacts facts) throws IOException {
        int length = parser.getTextLength();
        facts.text(parser.getTextCharacters(), parser.getTextOffset(), length);
        return length;
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
