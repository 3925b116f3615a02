package tollgate.console.query;

import java.util.Locale;

/** A question has no answer. The message is one line that says why and what to do. */
public final class QueryFailedException extends Exception {
    /** Why. */
    public enum Reason {
        /** Nothing answers. */
        AWAY,
        /** It takes longer than it may. */
        SLOW,
        /** There is too much to do, here or there. */
        BUSY,
        /** The data stream does not exist yet. */
        NO_DATA,
        /** The credentials do not do. */
        FORBIDDEN,
        /** Anything else that the cluster has against it. */
        REFUSED;

        /** As answers have it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    public QueryFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
