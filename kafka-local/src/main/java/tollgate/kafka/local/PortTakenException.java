package tollgate.kafka.local;

/** A wanted port has another owner. */
public final class PortTakenException extends KafkaFailedException {
    private final int port;

    PortTakenException(int port) {
        super("Port " + port + " of 127.0.0.1 is taken: stop what listens there, or choose another port for Kafka");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
