package tollgate.gateway;

/** A setting that cannot be used. The message is one line: the variable, what is wrong with its value, and what to do. */
public final class SettingException extends RuntimeException {
    private final String variable;

    SettingException(String variable, String problem, String remedy) {
        super(variable + " " + problem + ": " + remedy);
        this.variable = variable;
    }

    /** The environment variable to change. */
    public String variable() {
        return variable;
    }
}
