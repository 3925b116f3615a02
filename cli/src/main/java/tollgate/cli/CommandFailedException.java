package tollgate.cli;

/** A command cannot do what it is asked to. The message is one line that says what to do. */
final class CommandFailedException extends Exception {
    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
