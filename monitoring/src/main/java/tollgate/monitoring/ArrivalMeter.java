package tollgate.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tollgate.stream.load.LoadMeter;

/** Measures how long documents were on their way, from the end of the request to Elasticsearch's acknowledgement, and commits. */
public final class ArrivalMeter implements LoadMeter {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(1)
    };

    private final Timer delays;
    private final Timer commits;

    public ArrivalMeter(MeterRegistry registry) {
        delays = Timer.builder("tollgate.shipper.delay")
                .description(
                        "From the end of a request to its document in Elasticsearch, searchable with the next refresh")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        commits = Timer.builder("messaging.client.operation.duration")
                .description("Commits of what Elasticsearch has acknowledged")
                .tags("messaging.system", "kafka", "messaging.operation.name", "commit")
                .register(registry);
    }

    @Override
    public void arrived(List<@Nullable Instant> ends, Instant now) {
        for (Instant end : ends) {
            if (end != null) { // clocks of two machines may differ
                delays.record(Math.max(0, Duration.between(end, now).toNanos()), TimeUnit.NANOSECONDS);
            }
        }
    }

    @Override
    public void committed(long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }
}
