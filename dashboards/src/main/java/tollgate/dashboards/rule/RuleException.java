package tollgate.dashboards.rule;

/** A rule or a setting of rules cannot be used. The message is one line: file and line or variable, what is wrong, what to do. */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleException(String where, String mistake) {
        super(where + ": " + mistake.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
