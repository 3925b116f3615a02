package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.HttpData;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request for a chat completion, in one pass and without a tree. What it found before a mistake can still be asked for
 * after it.
 */
final class ChatRequestParser {
    private static final double MAX_TEMPERATURE = 2;

    private final JsonFactory json;
    private final String defaultModel;
    private final BodyMember modelMember = new BodyMember("model");
    private final BodyMember userMember = new BodyMember("user");
    private final BodyMember messagesMember = new BodyMember("messages");
    private final BodyMember streamMember = new BodyMember("stream");
    private final BodyMember optionsMember = new BodyMember("stream_options");
    private final BodyMember maxTokensMember = new BodyMember("max_tokens");
    private final BodyMember maxCompletionMember = new BodyMember("max_completion_tokens");
    private final BodyMember temperatureMember = new BodyMember("temperature");
    private @Nullable String model;
    private @Nullable String user;
    private boolean stream;
    private double temperature = Double.NaN;
    private long maxTokens = -1;
    private @Nullable UsageOption usageOption;

    /** @param defaultModel the model of a request that names none */
    ChatRequestParser(JsonFactory json, String defaultModel) {
        this.json = json;
        this.defaultModel = defaultModel;
    }

    /** The model that was asked for, or the default. */
    String model() {
        return model == null ? defaultModel : model;
    }

    @Nullable
    String user() {
        return user;
    }

    boolean stream() {
        return stream;
    }

    AskedRequest parse(HttpData body) throws InvalidRequestException {
        try (JsonParser parser = json.createParser(body.array())) {
            return parse(parser, body);
        } catch (IOException e) { // the bytes are in memory, so it is about what they say
            throw new InvalidRequestException("The body is not valid JSON.", null);
        }
    }

    private AskedRequest parse(JsonParser parser, HttpData body) throws IOException, InvalidRequestException {
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
        if (!messagesMember.isGiven()) {
            throw new InvalidRequestException("messages is missing.", "messages");
        }
        boolean usageWanted = stream && usageOption != null && usageOption.wanted;
        return new AskedRequest(
                model(),
                stream,
                usageWanted,
                user,
                body,
                start,
                new AskedRequest.Places(
                        modelMember,
                        messagesMember,
                        temperatureMember,
                        maxTokensMember,
                        maxCompletionMember,
                        optionsMember),
                temperature,
                maxTokens,
                usageOption);
    }

    private void read(String name, JsonToken value, JsonParser parser) throws IOException, InvalidRequestException {
        switch (name) {
            case "model" -> {
                model = isGiven(modelMember, value, parser) ? name(name, value, parser) : null;
                modelMember.end(offset(parser));
            }
            case "user" -> user = isGiven(userMember, value, parser) ? name(name, value, parser) : null;
            case "messages" -> messages(name, value, parser);
            case "stream" -> stream = isGiven(streamMember, value, parser) && bool(name, value);
            case "stream_options" -> {
                usageOption = isGiven(optionsMember, value, parser) ? UsageOption.read(name, value, parser) : null;
                optionsMember.end(offset(parser));
            }
            case "max_tokens" -> maxTokens(maxTokensMember, value, parser);
            case "max_completion_tokens" -> maxTokens(maxCompletionMember, value, parser);
            case "temperature" -> {
                if (isGiven(temperatureMember, value, parser)) {
                    temperature = temperature(name, value, parser);
                }
                temperatureMember.end(offset(parser));
            }
            default -> parser.skipChildren();
        }
    }

    private void maxTokens(BodyMember member, JsonToken value, JsonParser parser)
            throws IOException, InvalidRequestException {
        if (isGiven(member, value, parser)) {
            long number = positive(member.name, value, parser);
            if (member == maxCompletionMember || !maxCompletionMember.isGiven()) {
                maxTokens = number;
            }
        }
        member.end(offset(parser));
    }

    private static boolean isGiven(BodyMember member, JsonToken value, JsonParser parser)
            throws InvalidRequestException {
        boolean isNull = value == JsonToken.VALUE_NULL;
        if (member.begin((int) parser.currentTokenLocation().getByteOffset(), isNull)) {
            throw new InvalidRequestException(member.name + " stands there twice.", member.name);
        }
        return !isNull;
    }

    private void messages(String name, JsonToken value, JsonParser parser) throws IOException, InvalidRequestException {
        if (!isGiven(messagesMember, value, parser) || value != JsonToken.START_ARRAY) {
            throw new InvalidRequestException("messages must be an array.", name);
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            message(count, parser);
            count++;
        }
        if (count == 0) {
            throw new InvalidRequestException("messages must not be empty.", name);
        }
        messagesMember.end(offset(parser));
    }

    private static void message(int index, JsonParser parser) throws IOException, InvalidRequestException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidRequestException("messages[" + index + "] must be an object.", "messages[" + index + "]");
        }
        boolean hasRole = false;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            hasRole |= field.equals("role") && value == JsonToken.VALUE_STRING;
            parser.skipChildren();
        }
        if (!hasRole) {
            String role = "messages[" + index + "].role";
            throw new InvalidRequestException(role + " must be a string.", role);
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

    private static double temperature(String name, JsonToken value, JsonParser parser)
            throws IOException, InvalidRequestException {
        if (!value.isNumeric() || !(parser.getDoubleValue() >= 0 && parser.getDoubleValue() <= MAX_TEMPERATURE)) {
            throw new InvalidRequestException(name + " must be a number from 0 to 2.", name);
        }
        return parser.getDoubleValue();
    }

    static int offset(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
