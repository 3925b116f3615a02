package tollgate.shipper.usage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a usage window counts together.
 *
 * @param minute the window's start, in minutes since 1970 UTC, however long the window
 * @param model the one that answered, or that was asked for where none did
 * @param currency of the requests' costs, null for those that have none
 * @param outcome as in {@link tollgate.requestlog.Outcome#code()}, null where the line does not tell
 */
public record UsageKey(
        long minute,
        @Nullable String provider,
        String model,
        @Nullable String tenant,
        @Nullable String outcome,
        @Nullable Boolean stream,
        @Nullable String currency) {

    /** The same of another minute. */
    UsageKey at(long otherMinute) {
        return new UsageKey(otherMinute, provider, model, tenant, outcome, stream, currency);
    }

    /** By hand, as {@link #equals} is: what the compiler makes for records took a tenth of all the shipper's time. */
    @Override
    public int hashCode() {
        int hash = Long.hashCode(minute) * 31 + model.hashCode();
        hash = hash * 31 + Objects.hashCode(tenant);
        hash = hash * 31 + Objects.hashCode(outcome);
        hash = hash * 31 + Objects.hashCode(provider);
        hash = hash * 31 + Objects.hashCode(currency);
        return hash * 31 + Objects.hashCode(stream);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UsageKey key
                && minute == key.minute
                && model.equals(key.model)
                && Objects.equals(tenant, key.tenant)
                && Objects.equals(outcome, key.outcome)
                && Objects.equals(provider, key.provider)
                && Objects.equals(stream, key.stream)
                && Objects.equals(currency, key.currency);
    }
}
