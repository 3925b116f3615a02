package tollgate.access.limit;

/** Which limit was reached. */
public enum LimitReached {
    /** Requests per second, of the tenant or of all. */
    REQUESTS("requests_per_second", "Too many requests per second."),
    /** Tokens per minute, of the tenant or of all. */
    TOKENS("tokens_per_minute", "Too many tokens per minute."),
    /** Streams that are open, of the tenant or of all. */
    STREAMS("concurrent_streams", "Too many streams are open.");

    private final String code;
    private final String message;

    LimitReached(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** A stable word, for logs and metrics. */
    public String code() {
        return code;
    }

    /** For the caller. */
    public String message() {
        return message;
    }
}
