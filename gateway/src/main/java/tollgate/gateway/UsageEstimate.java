package tollgate.gateway;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.HttpData;
import java.io.IOException;

/**
 * Estimates the tokens of a prompt by its text, as OpenAI's cookbook does: three for each message and three more, and those of
 * its members' texts. A prompt with images, sounds or files cannot be estimated. One of more than {@value #MOST_READ_BYTES} bytes
 * is taken to have a token for each four of its messages' bytes.
 */
record UsageEstimate(JsonFactory json, TokenCounter counter, HttpData request) {
    /** A body that is larger is not read for its texts: that would take the event loop for long, and ten times the memory. */
    static final int MOST_READ_BYTES = 1 << 20;

    private static final int BYTES_PER_TOKEN = 4;
    private static final int PER_MESSAGE = 3;
    private static final int PER_ANSWER = 3;

    /** {@code UNKNOWN} where there is more than text. */
    long inputTokens() {
        long tokens = PER_ANSWER;
        try (JsonParser parser = json.createParser(request.array())) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("messages")) {
                    long start = ChatRequestParser.offset(parser);
                    long messages = messages(parser);
                    if (messages == UNKNOWN) {
                        return UNKNOWN;
                    }
                    tokens += isTooLong() ? (ChatRequestParser.offset(parser) - start) / BYTES_PER_TOKEN : messages;
                } else if (name.equals("tools") && value == JsonToken.START_ARRAY) {
                    tokens += texts(value, parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) { // it was read before
            return UNKNOWN;
        }
        return tokens;
    }

    long outputTokens(CharSequence text) {
        return counter.count(text);
    }

    private boolean isTooLong() {
        return request.length() > MOST_READ_BYTES;
    }

    private long messages(JsonParser parser) throws IOException {
        long tokens = 0;
        boolean textOnly = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            tokens += PER_MESSAGE;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_ARRAY && name.equals("content")) {
                    long parts = parts(parser);
                    textOnly &= parts != UNKNOWN;
                    tokens += parts;
                } else {
                    tokens += texts(value, parser);
                }
            }
        }
        return textOnly ? tokens : UNKNOWN;
    }

    /** Reads all parts, also those after one that is no text. */
    private long parts(JsonParser parser) throws IOException {
        long tokens = 0;
        boolean textOnly = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                tokens += texts(parser.currentToken(), parser);
                continue;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("text") || name.equals("refusal")) {
                    tokens += texts(value, parser);
                } else {
                    textOnly &= name.equals("type") || name.equals("cache_control");
                    parser.skipChildren();
                }
            }
        }
        return textOnly ? tokens : UNKNOWN;
    }

    /** All texts in a value. */
    private long texts(JsonToken value, JsonParser parser) throws IOException {
        if (value == JsonToken.VALUE_STRING && !isTooLong()) {
            return counter.count(parser.getText());
        }
        if (!value.isStructStart()) {
            return 0;
        }
        long tokens = 0;
        int depth = 1;
        while (depth > 0) {
            JsonToken next = parser.nextToken();
            if (next.isStructStart()) {
                depth++;
            } else if (next.isStructEnd()) {
                depth--;
            } else if (next == JsonToken.VALUE_STRING && !isTooLong()) {
                tokens += counter.count(parser.getText());
            }
        }
        return tokens;
    }
}
