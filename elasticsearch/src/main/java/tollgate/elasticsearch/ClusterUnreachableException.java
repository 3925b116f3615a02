package tollgate.elasticsearch;

import org.jspecify.annotations.Nullable;

/** Nothing answers, at least not now. */
public final class ClusterUnreachableException extends ClusterException {
    public ClusterUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
