package tollgate.monitoring;

/** Health and metrics cannot be served. The message is one line that says what to do. */
public final class MonitoringException extends Exception {
    MonitoringException(String message, Throwable cause) {
        super(message, cause);
    }
}
