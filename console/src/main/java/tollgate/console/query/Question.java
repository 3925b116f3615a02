package tollgate.console.query;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that somebody wrote into a file of this program, with the values of its parameters. What a caller says is only ever a value.
 *
 * @param name what it answers, for messages
 * @param query ES|QL, whole
 * @param values of exactly the parameters that the query uses, sorted by name
 */
public record Question(String name, String query, Map<String, String> values) {
    private static final Pattern PARAMETER = Pattern.compile("\\?(\\w+)");

    public Question {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * A question.
     *
     * @param offered values by parameter; those that the query does not use are left out
     * @throws BadQuestionException where a value is missing
     */
    public static Question of(String name, String query, Map<String, String> offered) {
        Map<String, String> used = new TreeMap<>();
        for (String parameter : parameters(query)) {
            String value = offered.get(parameter);
            if (value == null) {
                throw new BadQuestionException("the parameter '" + parameter + "' is missing");
            }
            used.put(parameter, value);
        }
        return new Question(name, query, used);
    }

    /** Names of the parameters that a query uses, without the question mark. */
    static Set<String> parameters(String query) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PARAMETER.matcher(query);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
