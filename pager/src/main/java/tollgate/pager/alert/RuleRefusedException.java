package tollgate.pager.alert;

import java.io.IOException;
import java.io.Serial;

/** A rule cannot be run; others can. */
public final class RuleRefusedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean noStream;

    /** @param noStream whether the only reason is that nothing was ever written of what the rule looks at */
    public RuleRefusedException(String reason, boolean noStream, Throwable cause) {
        super(reason, cause);
        this.noStream = noStream;
    }

    /** Whether the only reason is that nothing was ever written of what the rule looks at. */
    public boolean isNoStream() {
        return noStream;
    }
}
