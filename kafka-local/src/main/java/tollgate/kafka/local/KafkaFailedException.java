package tollgate.kafka.local;

/**
 * The brokers could not be started or kept. The message begins with one line that says what failed and what to do; where a broker
 * itself gave up, the last lines of its log follow.
 */
public class KafkaFailedException extends RuntimeException {
    public KafkaFailedException(String message) {
        super(message);
    }

    public KafkaFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
