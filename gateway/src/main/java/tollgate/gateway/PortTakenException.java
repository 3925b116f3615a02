package tollgate.gateway;

/** Another process listens on the port already. */
public final class PortTakenException extends RuntimeException {
    private final int port;

    PortTakenException(String bindAddress, int port) {
        super("port " + port + " on " + bindAddress + " is taken: stop the process that listens there, or set "
                + Setting.PORT + " to another port");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
