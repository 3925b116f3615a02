package tollgate.elasticsearch.local;

/** The wanted port has another owner. */
public final class PortTakenException extends ElasticsearchFailedException {
    private final int port;

    PortTakenException(int port) {
        super("Port " + port
                + " of 127.0.0.1 is taken: stop what listens there, or choose another port for Elasticsearch");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
