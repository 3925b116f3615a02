package tollgate.pager;

import java.io.Serial;

/** The pager cannot do what it is asked to. The message is one line that says what to do. */
public final class PagerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public PagerException(String message) {
        super(message);
    }

    public PagerException(String message, Throwable cause) {
        super(message, cause);
    }
}
