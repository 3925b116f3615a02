package tollgate.requestlog;

/** Who counted the tokens. */
public enum UsageSource implements Code {
    /** The provider said so. */
    PROVIDER("provider"),
    /** Counted here, because the provider did not say. */
    ESTIMATED("estimated"),
    /** Nobody counted: the counts are absent, not zero. */
    UNKNOWN("unknown");

    private final String code;

    UsageSource(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
