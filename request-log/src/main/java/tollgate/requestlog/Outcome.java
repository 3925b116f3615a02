package tollgate.requestlog;

/** How a request ended, by whose doing. */
public enum Outcome implements Code {
    OK("ok"),
    /** The caller's mistake: a bad request, an unknown model. */
    CLIENT_ERROR("client_error"),
    /** Refused by a rule: no valid key, not allowed, content policy. */
    POLICY("policy"),
    RATE_LIMITED("rate_limited"),
    UPSTREAM_ERROR("upstream_error"),
    TIMEOUT("timeout"),
    /** The caller hung up before the end. */
    ABORTED("aborted");

    /** The status that proxies log, and no server sends, when the client closed the connection first. */
    public static final int CLIENT_CLOSED_REQUEST = 499;

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** ECS's {@code event.outcome}. */
    public String eventOutcome() {
        return this == OK ? "success" : "failure";
    }

    /** The outcome that an HTTP status (100 to 599) alone stands for. */
    public static Outcome ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> POLICY;
            case 408, 504 -> TIMEOUT;
            case 429 -> RATE_LIMITED;
            case CLIENT_CLOSED_REQUEST -> ABORTED;
            default -> status < 400 ? OK : status < 500 ? CLIENT_ERROR : UPSTREAM_ERROR;
        };
    }
}
