package tollgate.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.RequestRecord;

/**
 * The requests in numbers, counted from the same records that the request log gets, under OpenTelemetry's GenAI names. Labels
 * are bounded: models that are not configured are {@code other}.
 *
 * <p>Requests that ended + {@code tollgate_requests_slow_started} = lines written + lines kept. {@code
 * tollgate_requests_refused} counts those that were turned away without a line, because there was no room for one; alert when it
 * grows.
 */
final class GatewayMetrics {
    private static final String OTHER = "other";
    private static final String NONE = "none";
    private static final Duration[] PARTS = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private record Operation(String name, String provider, String model) {}

    private final MeterRegistry registry;
    private final Map<Operation, OperationMeters> operations = new ConcurrentHashMap<>();
    private final MeterProvider<Counter> calledAgain;
    private final Counter refused;
    private final Counter slow;
    private final Timer queued;
    private final Timer upstream;
    private final Timer own;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Set<String> models = Set.of();

    GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.calledAgain = Counter.builder("tollgate.upstream.retries")
                .description(
                        "Calls to upstreams that failed and were followed by another one, to the same or to another upstream")
                .withRegistry(registry);
        this.refused = Counter.builder("tollgate.requests.refused")
                .description("Requests turned away without a line, because the request log cannot be written")
                .register(registry);
        this.slow = Counter.builder("tollgate.requests.slow_started")
                .description("Requests that were open for long and had not ended")
                .register(registry);
        this.queued = part("queue");
        this.upstream = part("upstream");
        this.own = part("own");
        Gauge.builder("tollgate.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests that have begun and not ended")
                .register(registry);
    }

    /** From now on, tells what bodies take. */
    void held(BodyMemory memory) {
        Gauge.builder("tollgate.bodies.held", memory, BodyMemory::heldBytes)
                .description("What the bodies of open requests take in memory, copies contained")
                .baseUnit("bytes")
                .register(registry);
    }

    private Timer part(String name) {
        return Timer.builder("tollgate.request.part")
                .description("Where a request's time went: before it was taken up, to upstreams, to the gateway itself")
                .tag("part", name)
                .serviceLevelObjectives(PARTS)
                .register(registry);
    }

    /** From now on, these models have metrics of their own. */
    void models(Set<String> names) {
        models = names;
    }

    void refused() {
        refused.increment();
    }

    void slow() {
        slow.increment();
    }

    void calledAgain(String errorType) {
        calledAgain.withTag("error.type", errorType).increment();
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    void left() {
        inFlight.decrementAndGet();
    }

    /** The meters of a request's chunks. */
    OperationMeters of(@Nullable String operation, @Nullable String provider, String model) {
        return operations.computeIfAbsent(
                new Operation(orNone(operation), orNone(provider), models.contains(model) ? model : OTHER),
                key -> new OperationMeters(registry, key.name(), key.provider(), key.model()));
    }

    /** @param queuedNanos before the gateway took it up */
    void ended(RequestRecord record, long queuedNanos) {
        of(record.model().operation(), record.model().provider(), record.model().requested())
                .ended(record);
        queued.record(queuedNanos, TimeUnit.NANOSECONDS);
        record(record.timing().upstreamNanos(), upstream);
        record(record.timing().overheadNanos(), own);
    }

    private static void record(long nanos, Timer timer) {
        if (nanos != RequestRecord.UNKNOWN) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
