package tollgate.stream;

import org.jspecify.annotations.Nullable;

/** The stream shipper cannot go on. The message is one line that says what to do. Nothing is lost: what is not acknowledged stays in Kafka. */
public class StreamException extends Exception {
    public StreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
