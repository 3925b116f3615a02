package tollgate.setup.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A status and a body. */
record StubAnswer(int status, JsonNode body) {
    static StubAnswer ok(JsonNode body) {
        return new StubAnswer(200, body);
    }

    static StubAnswer error(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("statusCode", status).put("error", "of the stub").put("message", message);
        return new StubAnswer(status, body);
    }

    static StubAnswer nothing() {
        return new StubAnswer(204, JsonNodeFactory.instance.missingNode());
    }
}
