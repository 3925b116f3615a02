package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;

/** What a server answered; a body that is no JSON is a missing node. */
record Answer(int status, JsonNode body) {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    boolean ok() {
        return status >= OK && status < 300;
    }

    /** The server's own reason, in one line: Kibana's or Elasticsearch's. */
    String reason() {
        String reason = body.path("message").asText(body.at("/error/reason").asText(""));
        return reason.isEmpty()
                ? "status " + status
                : status + ": " + reason.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
