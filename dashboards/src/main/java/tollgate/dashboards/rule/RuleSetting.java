package tollgate.dashboards.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number that rules compare with.
 *
 * @param least the least value that makes sense
 * @param most the greatest
 * @param of the only values that there are, empty for any between least and most
 * @param by the field whose values may have a number of their own, or null
 * @param meaning for people, with the unit
 */
public record RuleSetting(
        String name,
        BigDecimal defaultValue,
        BigDecimal least,
        BigDecimal most,
        List<BigDecimal> of,
        @Nullable String by,
        String meaning) {
    /** What the variables of all settings begin with. */
    public static final String VARIABLE_PREFIX = "TOLLGATE_RULE_";

    public RuleSetting {
        of = List.copyOf(of);
    }

    /** The environment variable that sets it. */
    public String variable() {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT);
    }

    /**
     * Reads a value of it.
     *
     * @throws IllegalArgumentException with one line that says which values there are
     */
    BigDecimal parse(String text) {
        BigDecimal value = number(text);
        if (!of.isEmpty() && of.stream().noneMatch(each -> each.compareTo(value) == 0)) {
            throw new IllegalArgumentException("'" + text + "' is none of " + of);
        }
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not between " + least.toPlainString() + " and " + most.toPlainString());
        }
        return value;
    }

    /** Plain digits only: whatever else a text may hold, it cannot become part of a query. */
    static BigDecimal number(String text) {
        if (!text.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("'" + text + "' is no number, such as 10 or 99.5");
        }
        return new BigDecimal(text);
    }
}
