package tollgate.pager.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which alerts are open. One thread at a time.
 *
 * <p>An alert that is open is told at every observation that judges its rule, so whoever missed some learns of it from the next.
 */
public interface AlertSource {
    /**
     * Looks now.
     *
     * @throws SourceUnreachableException where the source does not answer
     */
    Observation observe(Instant now) throws SourceUnreachableException;

    /** What it must be given back after a restart, as texts by name. */
    default Map<String, String> memory() {
        return Map.of();
    }

    /** Goes on from what {@link #memory} once told; null forgets everything. */
    default void remember(@Nullable Map<String, String> memory) {}
}
