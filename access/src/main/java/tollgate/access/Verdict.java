package tollgate.access;

import org.jspecify.annotations.Nullable;

/** Whether a caller is let in. */
public sealed interface Verdict {
    /** It is. */
    record Granted(Token token) implements Verdict {}

    /**
     * It is not.
     *
     * @param token whose secret it was, where the caller had proven that; else null
     */
    record Denied(Denial reason, @Nullable Token token) implements Verdict {}
}
