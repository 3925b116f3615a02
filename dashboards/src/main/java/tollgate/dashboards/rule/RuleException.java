package tollgate.dashboards.rule;

/** Rules do not fit together, or a variable of theirs cannot be used. The message is one line: which, what is wrong, what to do. */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleException(String where, String mistake) {
        super(where + ": " + mistake.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
