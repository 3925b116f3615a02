package tollgate.access;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a token is good for. None of them contains another. */
public enum Scope {
    /** Ask models, and list them. */
    CHAT("chat"),
    /** Look at the console. */
    CONSOLE("console"),
    /** Reload the configuration. */
    ADMIN("admin");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** Its word in files and options. */
    public String code() {
        return code;
    }

    /**
     * The scope of a word.
     *
     * @throws IllegalArgumentException where there is none; the message says which there are
     */
    public static Scope of(String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + code + "\" is no scope: "
                        + Arrays.stream(values()).map(Scope::code).collect(Collectors.joining(", "))));
    }
}
