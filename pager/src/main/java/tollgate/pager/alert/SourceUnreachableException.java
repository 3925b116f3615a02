package tollgate.pager.alert;

import java.io.IOException;
import java.io.Serial;

/** Elasticsearch did not answer, or not with anything that tells of alerts: nothing is known, and nothing is over. */
public final class SourceUnreachableException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    public SourceUnreachableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
