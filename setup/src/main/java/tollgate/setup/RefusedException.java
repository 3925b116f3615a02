package tollgate.setup;

/** One object is refused; the others may go on. */
final class RefusedException extends SetupException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
