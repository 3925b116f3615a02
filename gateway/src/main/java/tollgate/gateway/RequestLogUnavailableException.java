package tollgate.gateway;

import org.jspecify.annotations.Nullable;

/** A line could not be handed to the operating system, mostly because the disk is full. */
public final class RequestLogUnavailableException extends Exception {
    RequestLogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
