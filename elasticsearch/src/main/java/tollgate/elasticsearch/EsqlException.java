package tollgate.elasticsearch;

import java.io.IOException;
import java.io.Serial;

/** The cluster answered an ES|QL query with a refusal. The message is its reason, in one line. */
public final class EsqlException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    EsqlException(String reason) {
        super("ES|QL: " + reason);
    }

    /** Whether it is only that no stream is there of what the query asks for. */
    public boolean isNoStream() {
        return String.valueOf(getMessage()).contains("Unknown index");
    }
}
