package tollgate.gateway;

import org.jspecify.annotations.Nullable;

/** The client's mistake. The message never carries a value of the request. */
final class InvalidRequestException extends Exception {
    private final @Nullable String param;

    InvalidRequestException(String message, @Nullable String param) {
        super(message);
        this.param = param;
    }

    /** The field that is wrong, or null where it is none. */
    @Nullable
    String param() {
        return param;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
