package tollgate.kafka.local;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that belong to a machine and not to a program, as its environment variables say them. An empty one counts as unset. */
record Environment(Map<String, String> variables) {
    static final String HEAP_MEGABYTES = "TOLLGATE_KAFKA_HEAP_MEGABYTES";
    static final String START_TIMEOUT_SECONDS = "TOLLGATE_KAFKA_START_TIMEOUT_SECONDS";

    private static final int DEFAULT_HEAP_MEGABYTES = 256;
    private static final int DEFAULT_START_TIMEOUT_SECONDS = 120;

    /** The defaults, where the environment says nothing else. */
    LocalKafkaSettings settings() {
        return new LocalKafkaSettings(
                1,
                0,
                null,
                number(HEAP_MEGABYTES, LocalKafkaSettings.MIN_HEAP_MEGABYTES, DEFAULT_HEAP_MEGABYTES),
                Duration.ofSeconds(number(START_TIMEOUT_SECONDS, 1, DEFAULT_START_TIMEOUT_SECONDS)),
                Access.OPEN);
    }

    private int number(String variable, int min, int fallback) {
        String text = variables.getOrDefault(variable, "").strip();
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
}
