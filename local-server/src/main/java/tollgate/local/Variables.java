package tollgate.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables of a machine. One that is empty counts as unset. */
public record Variables(Map<String, String> values) {
    public Variables {
        values = Map.copyOf(values);
    }

    /** The text of a variable without blanks around it; empty where it is unset. */
    public String text(String variable) {
        return values.getOrDefault(variable, "").strip();
    }

    /**
     * The whole number of a variable.
     *
     * @param fallback the number where it is unset
     * @throws IllegalArgumentException where it is no whole number, or less than the least; its message names the variable
     */
    public int number(String variable, int least, int fallback) {
        String text = text(variable);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(variable, text, least, e);
        }
        throw refused(variable, text, least, null);
    }

    private static IllegalArgumentException refused(
            String variable, String text, int least, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                variable + " is \"" + text + "\": set it to a whole number of at least " + least, cause);
    }
}
