package tollgate.sampletraffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that must be refused.
 *
 * @param at when it was read
 * @param line what stands there
 * @param reason why it is refused, as in {@code llm_gateway.invalid.reason}
 * @param field to blame, by its name in a line
 */
public record SampleRefusal(
        Instant at, String line, String reason, @Nullable String field) {}
