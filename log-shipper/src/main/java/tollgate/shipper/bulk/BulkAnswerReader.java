package tollgate.shipper.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a bulk request as a stream, item by item. */
final class BulkAnswerReader {
    private static final String PREVIEW = ". Preview of field's value";

    private final JsonFactory json = new JsonFactory();

    /**
     * Reads all of it.
     *
     * @throws IOException where it breaks off, or does not have as many items as were sent
     */
    List<BulkAnswer.Item> read(InputStream answer, int expectedItems) throws IOException {
        List<BulkAnswer.Item> items = new ArrayList<>(expectedItems);
        try (JsonParser parser = json.createParser(answer)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("items")) {
                    expect(value, JsonToken.START_ARRAY);
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        items.add(item(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
        }
        if (items.size() != expectedItems) {
            throw new IOException("the answer speaks of " + items.size() + " items, " + expectedItems + " were sent");
        }
        return items;
    }

    /** {@code {"create":{"status":201}}}, from its brace on. */
    private static BulkAnswer.Item item(JsonParser parser) throws IOException {
        int status = 0;
        String[] error = new String[2];
        parser.nextToken();
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("status")) {
                status = parser.getIntValue();
            } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
                error(parser, error);
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.nextToken(), JsonToken.END_OBJECT);
        return BulkAnswer.Item.of(status, error[0], error[1]);
    }

    /**
     * The outermost reason names the field and what it is mapped as. What lies below it is not read, since that quotes the value
     * instead, and the preview of the value is cut off.
     */
    private static void error(JsonParser parser, @Nullable String[] error) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals("type")) {
                error[0] = parser.getText();
            } else if (name.equals("reason")) {
                String reason = parser.getText();
                int preview = reason.indexOf(PREVIEW);
                error[1] = preview < 0 ? reason : reason.substring(0, preview);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("the answer is no answer to a bulk request");
        }
    }
}
