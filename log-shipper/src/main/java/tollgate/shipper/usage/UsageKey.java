package tollgate.shipper.usage;

import org.jspecify.annotations.Nullable;

/**
 * What a usage window counts together.
 *
 * @param minute the window's start, in minutes since 1970 UTC
 * @param model the one that answered, or that was asked for where none did
 * @param outcome as in {@link tollgate.requestlog.Outcome#code()}, null where the line does not tell
 */
public record UsageKey(
        long minute,
        @Nullable String provider,
        String model,
        @Nullable String tenant,
        @Nullable String outcome,
        @Nullable Boolean stream) {}
