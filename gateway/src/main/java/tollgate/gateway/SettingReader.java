package tollgate.gateway;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of an environment, each checked; blanks around a value do not count, and an empty one is not set. */
final class SettingReader {
    private final Map<String, String> environment;

    SettingReader(Map<String, String> environment) {
        this.environment = environment;
    }

    @Nullable
    String optional(Setting setting) {
        String value = environment.get(setting.name());
        return value == null || value.isBlank() ? setting.defaultValue() : value.strip();
    }

    String text(Setting setting) {
        String value = optional(setting);
        if (value == null) {
            throw new IllegalArgumentException(setting + " has no default");
        }
        return value;
    }

    /** A text that a request line may carry. */
    String name(Setting setting) {
        return checkedName(setting, text(setting));
    }

    static String checkedName(Setting setting, String value) {
        if (value.length() > Words.MAX_CHARS) {
            throw new SettingException(
                    setting.name(), "has " + value.length() + " characters", "use at most " + Words.MAX_CHARS);
        }
        return value;
    }

    long whole(Setting setting, long least, long most) {
        String value = text(setting);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        throw bad(setting, value, "set a whole number from " + least + " to " + most);
    }

    BigDecimal decimal(Setting setting, String least, String most) {
        String value = text(setting);
        try {
            BigDecimal number = new BigDecimal(value);
            if (number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        throw bad(setting, value, "set a number from " + least + " to " + most);
    }

    Path path(Setting setting) {
        String value = text(setting);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw bad(setting, value, "set a path");
        }
    }

    @Nullable
    Path optionalPath(Setting setting) {
        return optional(setting) == null ? null : path(setting);
    }

    @Nullable
    URI httpUri(Setting setting) {
        String value = optional(setting);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the value: people put passwords into addresses
        }
        throw new SettingException(
                setting.name(),
                "is no address of an OpenAI-compatible endpoint",
                "set one like https://host/v1, without user, password or query");
    }

    /** The value is a secret: no message may carry it. */
    @Nullable
    ApiKey apiKey(Setting setting) {
        String value = optional(setting);
        if (value == null) {
            return null;
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new SettingException(
                    setting.name(),
                    "has a blank or a character that is not ASCII",
                    "set the key alone, as the provider shows it");
        }
        return new ApiKey(value);
    }

    private static SettingException bad(Setting setting, String value, String remedy) {
        return new SettingException(setting.name(), "is \"" + Words.oneLine(value) + "\"", remedy);
    }
}
