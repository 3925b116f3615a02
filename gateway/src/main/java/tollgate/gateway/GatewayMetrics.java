package tollgate.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/**
 * The requests in numbers, counted from the same records that the request log gets, under OpenTelemetry's GenAI names. Labels
 * are bounded: models that are not listed in the settings are {@code other}.
 *
 * <p>Requests that ended + {@code tollgate_requests_slow_started} = lines written + lines kept. {@code
 * tollgate_requests_refused} counts those that were turned away without a line, because there was no room for one; alert when it
 * grows.
 */
final class GatewayMetrics {
    private static final String OTHER = "other";
    private static final String NONE = "none";
    /** OpenTelemetry's buckets for the operation's duration, and two more for answers above 82 s. */
    private static final double[] DURATION_SECONDS = {
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68
    };
    /** OpenTelemetry's buckets for the time to the first token. */
    private static final double[] FIRST_CHUNK_SECONDS = {
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
    };
    /** OpenTelemetry's buckets for tokens. */
    private static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864
    };

    private final Set<String> models;
    private final MeterProvider<Timer> durations;
    private final MeterProvider<Timer> firstChunks;
    private final MeterProvider<DistributionSummary> tokens;
    private final Counter refused;
    private final Counter slow;
    private final AtomicInteger inFlight = new AtomicInteger();

    GatewayMetrics(MeterRegistry registry, Set<String> models) {
        this.models = models;
        this.durations = timer("gen_ai.client.operation.duration", DURATION_SECONDS)
                .description("From a request's start to its end")
                .withRegistry(registry);
        this.firstChunks = timer("gen_ai.client.operation.time_to_first_chunk", FIRST_CHUNK_SECONDS)
                .description("From a request's start to the first chunk of its streamed answer")
                .withRegistry(registry);
        this.tokens = DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens of requests whose usage is known")
                .serviceLevelObjectives(TOKENS)
                .withRegistry(registry);
        this.refused = Counter.builder("tollgate.requests.refused")
                .description("Requests turned away without a line, because the request log cannot be written")
                .register(registry);
        this.slow = Counter.builder("tollgate.requests.slow_started")
                .description("Requests that were open for long and had not ended")
                .register(registry);
        Gauge.builder("tollgate.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests that have begun and not ended")
                .register(registry);
    }

    private static Timer.Builder timer(String name, double[] seconds) {
        return Timer.builder(name)
                .serviceLevelObjectives(Arrays.stream(seconds)
                        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                        .toArray(Duration[]::new));
    }

    void refused() {
        refused.increment();
    }

    void slow() {
        slow.increment();
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    void left() {
        inFlight.decrementAndGet();
    }

    void ended(RequestRecord record) {
        String model = record.model().requested();
        Tags operation = Tags.of(
                "gen_ai.operation.name", orNone(record.model().operation()),
                "gen_ai.provider.name", orNone(record.model().provider()),
                "gen_ai.request.model", models.contains(model) ? model : OTHER);
        Outcome outcome = record.result().outcome();
        Tags ending = operation.and(
                "outcome",
                outcome == null ? NONE : outcome.code(),
                "error.type",
                orNone(record.result().errorType()));
        durations.withTags(ending).record(Duration.ofNanos(record.timing().latencyNanos()));
        if (record.timing().ttftNanos() != RequestRecord.UNKNOWN) {
            firstChunks
                    .withTags(operation)
                    .record(Duration.ofNanos(record.timing().ttftNanos()));
        }
        count("input", record.usage().inputTokens(), operation);
        count("output", record.usage().outputTokens(), operation);
    }

    private void count(String type, long count, Tags operation) {
        if (count != RequestRecord.UNKNOWN) {
            tokens.withTags(operation.and("gen_ai.token.type", type)).record((double) count);
        }
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
