package tollgate.setup;

import org.jspecify.annotations.Nullable;

/** The set-up cannot go on. The message is one line that says what to do; it never holds a credential. */
public class SetupException extends Exception {
    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
