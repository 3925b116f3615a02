package tollgate.dashboards.rule;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${name}} in texts. */
final class Placeholders {
    private static final Pattern FORM = Pattern.compile("\\$\\{([a-z][a-z0-9_]*)\\}");

    static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        FORM.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    static String fill(String text, UnaryOperator<String> value) {
        return FORM.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    private Placeholders() {}
}
