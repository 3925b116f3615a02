package tollgate.elasticsearch;

import org.jspecify.annotations.Nullable;

/** The cluster cannot be used as it is asked to be. The message is one line that says what to do. */
public class ClusterException extends Exception {
    public ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
