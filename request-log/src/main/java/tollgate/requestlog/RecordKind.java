package tollgate.requestlog;

/** What a line tells of its request. */
public enum RecordKind implements Code {
    /** The request has ended; there is exactly one of these for each request. */
    REQUEST("request"),
    /** The request has been open for long and has not ended yet; it is no request of its own and is never counted as one. */
    SLOW_START("slow_start");

    private final String code;

    RecordKind(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
