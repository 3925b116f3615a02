package tollgate.console;

/** Another process listens on the port already. */
public final class PortTakenException extends RuntimeException {
    private final int port;

    PortTakenException(int port) {
        super("port " + port + " is taken: stop the process that listens there, or choose another port");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
