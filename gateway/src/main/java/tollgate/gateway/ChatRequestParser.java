package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.HttpData;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request for a chat completion, in one pass and without a tree. What it found before a mistake can still be asked for
 * after it.
 */
final class ChatRequestParser {
    private static final int NULL_LENGTH = 4;
    private static final double MAX_TEMPERATURE = 2;

    private final JsonFactory json;
    private final RequestDefaults defaults;
    private final BodyEdits edits = new BodyEdits();
    private final Set<String> given = new HashSet<>();
    private final Map<String, Integer> endsOfNull = new HashMap<>();
    private @Nullable String model;
    private @Nullable String user;
    private boolean stream;
    private int promptBytes;
    private long maxTokens;
    private @Nullable UsageOption usageOption;

    ChatRequestParser(JsonFactory json, RequestDefaults defaults) {
        this.json = json;
        this.defaults = defaults;
        this.maxTokens = defaults.maxTokens();
    }

    /** The model that was asked for, or the default. */
    String model() {
        return model == null ? defaults.modelName() : model;
    }

    @Nullable
    String user() {
        return user;
    }

    boolean stream() {
        return stream;
    }

    ChatRequest parse(byte[] body) throws InvalidRequestException {
        try (JsonParser parser = json.createParser(body)) {
            return parse(parser, body);
        } catch (IOException e) { // the bytes are in memory, so it is about what they say
            throw new InvalidRequestException("The body is not valid JSON.", null);
        }
    }

    private ChatRequest parse(JsonParser parser, byte[] body) throws IOException, InvalidRequestException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidRequestException("The body is not a JSON object.", null);
        }
        int start = offset(parser);
        if (start < 0) {
            throw new InvalidRequestException("The body is not in UTF-8.", null);
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            read(name, parser.nextToken(), parser);
        }
        if (parser.nextToken() != null) {
            throw new InvalidRequestException("Something follows the JSON object.", null);
        }
        if (!given.contains("messages")) {
            throw new InvalidRequestException("messages is missing.", "messages");
        }
        fillIn("model", defaults.modelJson(), start);
        if (!given.contains("max_completion_tokens")) {
            fillIn("max_tokens", defaults.maxTokensJson(), start);
        }
        fillIn("temperature", defaults.temperatureJson(), start);
        boolean usageWanted = stream && usageOption != null && usageOption.wanted;
        if (stream && !usageWanted) {
            askForUsage(start);
        }
        HttpData upstreamBody = HttpData.wrap(edits.applyTo(body));
        return new ChatRequest(model(), stream, usageWanted, user, promptBytes, maxTokens, upstreamBody);
    }

    private void read(String name, JsonToken value, JsonParser parser) throws IOException, InvalidRequestException {
        switch (name) {
            case "model" -> model = isGiven(name, value, parser) ? name(name, value, parser) : null;
            case "user" -> user = isGiven(name, value, parser) ? name(name, value, parser) : null;
            case "messages" -> messages(name, value, parser);
            case "stream" -> stream = isGiven(name, value, parser) && bool(name, value);
            case "stream_options" ->
                usageOption = isGiven(name, value, parser) ? UsageOption.read(name, value, parser) : null;
            case "max_tokens", "max_completion_tokens" -> {
                if (isGiven(name, value, parser)) {
                    maxTokens = positive(name, value, parser);
                }
            }
            case "temperature" -> {
                if (isGiven(name, value, parser)) {
                    checkTemperature(name, value, parser);
                }
            }
            default -> parser.skipChildren();
        }
    }

    private boolean isGiven(String name, JsonToken value, JsonParser parser) throws InvalidRequestException {
        if (given.contains(name) || endsOfNull.containsKey(name)) {
            throw new InvalidRequestException(name + " stands there twice.", name);
        }
        if (value == JsonToken.VALUE_NULL) {
            endsOfNull.put(name, offset(parser));
            return false;
        }
        given.add(name);
        return true;
    }

    private void messages(String name, JsonToken value, JsonParser parser) throws IOException, InvalidRequestException {
        if (!isGiven(name, value, parser) || value != JsonToken.START_ARRAY) {
            throw new InvalidRequestException("messages must be an array.", name);
        }
        int start = offset(parser);
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            message(name + "[" + count + "]", parser);
            count++;
        }
        if (count == 0) {
            throw new InvalidRequestException("messages must not be empty.", name);
        }
        promptBytes = offset(parser) - start;
    }

    private static void message(String name, JsonParser parser) throws IOException, InvalidRequestException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidRequestException(name + " must be an object.", name);
        }
        boolean hasRole = false;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            hasRole |= field.equals("role") && value == JsonToken.VALUE_STRING;
            parser.skipChildren();
        }
        if (!hasRole) {
            throw new InvalidRequestException(name + ".role must be a string.", name + ".role");
        }
    }

    private void fillIn(String name, byte[] value, int start) {
        Integer endOfNull = endsOfNull.get(name);
        if (endOfNull != null) {
            edits.replace(endOfNull - NULL_LENGTH, endOfNull, value);
        } else if (!given.contains(name)) {
            edits.insert(start, RequestDefaults.member(name, value));
        }
    }

    private void askForUsage(int start) {
        if (usageOption == null) {
            fillIn("stream_options", RequestDefaults.USAGE_OPTIONS, start);
        } else {
            usageOption.turnOn(edits);
        }
    }

    private static String name(String name, JsonToken value, JsonParser parser)
            throws IOException, InvalidRequestException {
        if (value != JsonToken.VALUE_STRING || parser.getTextLength() == 0) {
            throw new InvalidRequestException(name + " must be a string that is not empty.", name);
        }
        if (parser.getTextLength() > Words.MAX_CHARS) {
            throw new InvalidRequestException(name + " must have at most " + Words.MAX_CHARS + " characters.", name);
        }
        return parser.getText();
    }

    static boolean bool(String name, JsonToken value) throws InvalidRequestException {
        if (!value.isBoolean()) {
            throw new InvalidRequestException(name + " must be true or false.", name);
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private static long positive(String name, JsonToken value, JsonParser parser)
            throws IOException, InvalidRequestException {
        if (value != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() < 1) {
            throw new InvalidRequestException(name + " must be a whole number above 0.", name);
        }
        return parser.getLongValue();
    }

    private static void checkTemperature(String name, JsonToken value, JsonParser parser)
            throws IOException, InvalidRequestException {
        if (!value.isNumeric() || !(parser.getDoubleValue() >= 0 && parser.getDoubleValue() <= MAX_TEMPERATURE)) {
            throw new InvalidRequestException(name + " must be a number from 0 to 2.", name);
        }
    }

    static int offset(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
