package tollgate.kafka.local;

import java.time.Duration;
import java.util.Map;
import tollgate.local.Variables;

/** The settings that belong to a machine and not to a program, as its environment variables say them. An empty one counts as unset. */
record Environment(Variables variables) {
    static final String HEAP_MEGABYTES = "TOLLGATE_KAFKA_HEAP_MEGABYTES";
    static final String START_TIMEOUT_SECONDS = "TOLLGATE_KAFKA_START_TIMEOUT_SECONDS";

    private static final int DEFAULT_HEAP_MEGABYTES = 256;
    private static final int DEFAULT_START_TIMEOUT_SECONDS = 120;

    Environment(Map<String, String> variables) {
        this(new Variables(variables));
    }

    /** The defaults, where the environment says nothing else. */
    LocalKafkaSettings settings() {
        return new LocalKafkaSettings(
                1,
                0,
                null,
                variables.number(HEAP_MEGABYTES, LocalKafkaSettings.MIN_HEAP_MEGABYTES, DEFAULT_HEAP_MEGABYTES),
                Duration.ofSeconds(variables.number(START_TIMEOUT_SECONDS, 1, DEFAULT_START_TIMEOUT_SECONDS)),
                Access.OPEN);
    }
}
