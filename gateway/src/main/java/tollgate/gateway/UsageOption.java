package tollgate.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The {@code include_usage} of a request's {@code stream_options}: what it says, and where to say otherwise. */
final class UsageOption {
    final boolean wanted;
    private final int start;
    private final int end;
    private final byte[] turnedOn;

    private UsageOption(boolean wanted, int start, int end, byte[] turnedOn) {
        this.wanted = wanted;
        this.start = start;
        this.end = end;
        this.turnedOn = turnedOn;
    }

    static UsageOption read(String name, JsonToken value, JsonParser parser)
            throws IOException, InvalidRequestException {
        if (value != JsonToken.START_OBJECT) {
            throw new InvalidRequestException(name + " must be an object.", name);
        }
        int open = ChatRequestParser.offset(parser);
        UsageOption found = null;
        int members = 0;
        for (String member = parser.nextFieldName(); member != null; member = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            members++;
            if (member.equals("include_usage")) {
                if (found != null) {
                    throw new InvalidRequestException(name + ".include_usage stands there twice.", name);
                }
                found = at(token, ChatRequestParser.offset(parser), name + ".include_usage");
            } else {
                parser.skipChildren();
            }
        }
        if (found != null) {
            return found;
        }
        byte[] only = RequestRules.INCLUDE_USAGE;
        return new UsageOption(
                false, open, open, members == 0 ? only : RequestRules.member("include_usage", RequestRules.TRUE));
    }

    private static UsageOption at(JsonToken token, int end, String name) throws InvalidRequestException {
        boolean wanted = token != JsonToken.VALUE_NULL && ChatRequestParser.bool(name, token);
        return new UsageOption(wanted, end - token.asByteArray().length, end, RequestRules.TRUE);
    }

    void turnOn(BodyEdits edits) {
        edits.replace(start, end, turnedOn);
    }
}
