package tollgate.benchmarks.stub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a bulk request: lines in pairs, an action and its document. It refuses what a sender must never send, so that
 * no broken line is counted as arrived; what is inside a document is not looked at. Safe for many threads.
 */
final class BulkReader {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * All actions, in order.
     *
     * @throws BadBulkException where a line is missing, or is not what it should be
     */
    List<BulkAction> read(byte[] body) throws BadBulkException {
        List<BulkAction> actions = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int end = lineEnd(body, at, actions.size());
            BulkAction action = action(body, at, end);
            at = end + 1;
            end = lineEnd(body, at, actions.size());
            if (end - at < 2 || body[at] != '{' || body[end - 1] != '}') {
                throw new BadBulkException("the document of action " + actions.size() + " is no JSON object");
            }
            actions.add(action);
            at = end + 1;
        }
        return actions;
    }

    private static int lineEnd(byte[] body, int from, int action) throws BadBulkException {
        for (int i = from; i < body.length; i++) {
            if (body[i] == '\n') {
                return i;
            }
        }
        throw new BadBulkException("the body ends within action " + action);
    }

    private static BulkAction action(byte[] body, int from, int to) throws BadBulkException {
        try (JsonParser line = JSON.createParser(body, from, to - from)) {
            if (line.nextToken() != JsonToken.START_OBJECT) {
                throw new BadBulkException("an action is no JSON object");
            }
            String operation = line.nextFieldName();
            if (!"create".equals(operation) && !"index".equals(operation)) {
                throw new BadBulkException("the action " + operation + " is neither create nor index");
            }
            return action(operation, line);
        } catch (BadBulkException e) {
            throw e;
        } catch (IOException e) {
            throw new BadBulkException("an action cannot be read: " + e.getMessage());
        }
    }

    private static BulkAction action(String operation, JsonParser line) throws IOException {
        String index = null;
        String id = null;
        line.nextToken();
        for (String name = line.nextFieldName(); name != null; name = line.nextFieldName()) {
            @Nullable String value = line.nextTextValue();
            if (name.equals("_index")) {
                index = value;
            } else if (name.equals("_id")) {
                id = value;
            }
        }
        return new BulkAction(operation, index, id);
    }
}
