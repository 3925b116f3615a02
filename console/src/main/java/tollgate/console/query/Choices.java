package tollgate.console.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.dashboards.Control;

/** What is chosen above a dashboard: a value for each of its controls. */
final class Choices {
    private static final int LONGEST = 512;

    private Choices() {}

    /**
     * The values of all controls; {@link Control#ALL} where nothing is chosen.
     *
     * @throws BadQuestionException where a value cannot be one
     */
    static Map<String, String> of(List<Control> controls, Map<String, String> chosen) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Control control : controls) {
            String value = chosen.getOrDefault(control.parameter(), Control.ALL);
            if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
                throw new BadQuestionException("the choice of '" + control.parameter() + "' has 1 to " + LONGEST
                        + " characters and no control characters");
            }
            values.put(control.parameter(), value);
        }
        return values;
    }
}
