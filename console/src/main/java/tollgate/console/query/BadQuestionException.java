package tollgate.console.query;

/** What a caller asks for cannot be asked. The message is one line that says what to do. */
public final class BadQuestionException extends RuntimeException {
    public BadQuestionException(String message) {
        super(message);
    }
}
