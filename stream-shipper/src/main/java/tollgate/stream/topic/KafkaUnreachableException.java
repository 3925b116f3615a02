package tollgate.stream.topic;

import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamException;

/** Kafka does not answer, and may do so later. The message is one line. */
final class KafkaUnreachableException extends StreamException {
    KafkaUnreachableException(KafkaConnection kafka, Throwable cause) {
        super("Kafka at " + kafka + " does not answer: start it, or correct the address", cause);
    }
}
