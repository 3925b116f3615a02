package tollgate.access;

/** Something that cannot be done with a token. The message is one line that says what to do. */
public final class TokenException extends RuntimeException {
    TokenException(String message) {
        super(message);
    }
}
