package tollgate.sampletraffic;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;

/**
 * A time at which something was wrong.
 *
 * @param before how long before the end of the traffic it began
 * @param length how long it lasted
 * @param provider whose requests are concerned, null for those of all
 * @param tenant likewise
 * @param outcome how requests end that it meets, null where it only makes them slow
 * @param share of the concerned requests that it meets
 * @param slowness what latencies are multiplied by
 */
record Incident(
        Duration before,
        Duration length,
        @Nullable String provider,
        @Nullable String tenant,
        @Nullable Outcome outcome,
        double share,
        double slowness) {

    boolean concerns(Instant now, Instant at, String provider, @Nullable String tenant) {
        Instant begin = now.minus(before);
        return !at.isBefore(begin)
                && at.isBefore(begin.plus(length))
                && (this.provider == null || this.provider.equals(provider))
                && (this.tenant == null || this.tenant.equals(tenant));
    }
}
