package tollgate.elasticsearch.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that belong to a machine and not to a program, as its environment variables say them. An empty one counts as unset. */
record Environment(Map<String, String> variables) {
    static final String CACHE = "TOLLGATE_CACHE";
    static final String HEAP_MEGABYTES = "TOLLGATE_ELASTICSEARCH_HEAP_MEGABYTES";
    static final String TUNING = "TOLLGATE_ELASTICSEARCH_TUNING";
    static final String START_TIMEOUT_SECONDS = "TOLLGATE_ELASTICSEARCH_START_TIMEOUT_SECONDS";

    /** The defaults, where the environment says nothing else. */
    ElasticsearchSettings settings() {
        return new ElasticsearchSettings(
                ElasticsearchVersion.V8,
                0,
                null,
                number(HEAP_MEGABYTES, ElasticsearchSettings.MIN_HEAP_MEGABYTES, 512),
                tuning(),
                Duration.ofSeconds(number(START_TIMEOUT_SECONDS, 1, 120)),
                cache());
    }

    private Path cache() {
        String cache = text(CACHE);
        if (!cache.isEmpty()) {
            return Path.of(cache).toAbsolutePath();
        }
        if (ServerUser.isRoot()) {
            // The server of root runs as another user, who cannot look into root's home.
            return Path.of("/var/cache/tollgate");
        }
        String caches = text("XDG_CACHE_HOME");
        return (caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
                .resolve("tollgate")
                .toAbsolutePath();
    }

    private Tuning tuning() {
        String name = text(TUNING);
        if (name.isEmpty()) {
            return Tuning.START_UP;
        }
        return Arrays.stream(Tuning.values())
                .filter(tuning -> name(tuning).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(TUNING + " is \"" + name + "\": set it to "
                        + name(Tuning.START_UP) + " or " + name(Tuning.THROUGHPUT)));
    }

    private static String name(Tuning tuning) {
        return tuning.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private int number(String variable, int min, int fallback) {
        String text = text(variable);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(variable, text, min, e);
        }
        throw refused(variable, text, min, null);
    }

    private static IllegalArgumentException refused(
            String variable, String text, int min, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                variable + " is \"" + text + "\": set it to a whole number of at least " + min, cause);
    }

    private String text(String variable) {
        return variables.getOrDefault(variable, "").strip();
    }
}
