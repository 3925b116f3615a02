package tollgate.elasticsearch.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import tollgate.local.Variables;

/** The settings that belong to a machine and not to a program, as its environment variables say them. An empty one counts as unset. */
record Environment(Variables variables) {
    static final String CACHE = "TOLLGATE_CACHE";
    static final String HEAP_MEGABYTES = "TOLLGATE_ELASTICSEARCH_HEAP_MEGABYTES";
    static final String TUNING = "TOLLGATE_ELASTICSEARCH_TUNING";
    static final String START_TIMEOUT_SECONDS = "TOLLGATE_ELASTICSEARCH_START_TIMEOUT_SECONDS";

    Environment(Map<String, String> variables) {
        this(new Variables(variables));
    }

    /** The defaults, where the environment says nothing else. */
    ElasticsearchSettings settings() {
        return new ElasticsearchSettings(
                ElasticsearchVersion.V8,
                0,
                null,
                variables.number(HEAP_MEGABYTES, ElasticsearchSettings.MIN_HEAP_MEGABYTES, 512),
                tuning(),
                Duration.ofSeconds(variables.number(START_TIMEOUT_SECONDS, 1, 120)),
                cache());
    }

    private Path cache() {
        String cache = variables.text(CACHE);
        if (!cache.isEmpty()) {
            return Path.of(cache).toAbsolutePath();
        }
        if (ServerUser.isRoot()) {
            // The server of root runs as another user, who cannot look into root's home.
            return Path.of("/var/cache/tollgate");
        }
        String caches = variables.text("XDG_CACHE_HOME");
        return (caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
                .resolve("tollgate")
                .toAbsolutePath();
    }

    private Tuning tuning() {
        String name = variables.text(TUNING);
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
}
