package tollgate.gateway.keys;

/** A key could not be read. The message says from where, why and what to do, in one line and without the key. */
public final class KeyUnavailableException extends Exception {
    KeyUnavailableException(String message) {
        super(message);
    }
}
