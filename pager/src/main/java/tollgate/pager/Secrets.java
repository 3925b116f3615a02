package tollgate.pager;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.files.YamlMap;

/** Values of a file in which {@code ${NAME}} stands for an environment variable. Secrets must be such. */
final class Secrets {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;

    Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A value that must be there. */
    String value(YamlMap map, String key) {
        return map.value(key, this::filled);
    }

    /** A value that may be absent. */
    @Nullable
    String optional(YamlMap map, String key) {
        return map.optional(key, this::filled);
    }

    /** A secret that must be there. */
    String secret(YamlMap map, String key) {
        return map.value(key, this::secretText);
    }

    /** A secret that may be absent. */
    @Nullable
    String optionalSecret(YamlMap map, String key) {
        return map.optional(key, this::secretText);
    }

    private String secretText(String text) {
        if (!VARIABLE.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "is a secret and does not belong into a file; write ${NAME} and set the variable NAME");
        }
        return filled(text);
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = environment.get(found.group(1));
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("the variable " + found.group(1) + " is not set; set it");
            }
            return Matcher.quoteReplacement(value.strip());
        });
    }
}
