package tollgate.setup;

import org.jspecify.annotations.Nullable;

/** Nothing answers, or Kibana is not ready, at least not now. */
final class KibanaUnreachableException extends SetupException {
    private static final long serialVersionUID = 1L;

    KibanaUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
