package tollgate.access;

/** Why a caller was not let in. */
public enum Denial {
    /** No token was shown. */
    MISSING("token_missing", "No access token was given: send one as \"Authorization: Bearer tg_…\"."),
    /** What was shown is no token that was ever given out, or its secret is not the right one. */
    INVALID("token_invalid", "The access token is not valid."),
    /** It was good until its end. */
    EXPIRED("token_expired", "The access token has expired: ask for a new one."),
    /** Somebody took it back. */
    REVOKED("token_revoked", "The access token was revoked."),
    /** It is good for something else. */
    SCOPE("scope_missing", "The access token does not have the scope that this needs.");

    private final String code;
    private final String message;

    Denial(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** A stable word, for logs and programs. */
    public String code() {
        return code;
    }

    /** For the caller; says nothing of the token. */
    public String message() {
        return message;
    }

    /** Whether another token would not help either, since the caller is known but may not do this. */
    public boolean isForbidden() {
        return this == SCOPE;
    }
}
