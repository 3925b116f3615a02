package tollgate.gateway.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a provider, not yet read.
 *
 * @param created when the provider made it, or null to go by its source
 * @param notAfter from when on it is not used, or null for as long as the provider takes it
 * @param line of the configuration file, for messages
 */
public record KeyConfig(
        KeySource source,
        @Nullable Instant created,
        @Nullable Instant notAfter,
        int line) {}
