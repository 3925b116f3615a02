package tollgate.gateway;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** The meters of one operation, provider and model, each made at its first use. */
final class OperationMeters {
    /** OpenTelemetry's buckets for the operation's duration, and two more for answers above 82 s. */
    private static final Duration[] DURATIONS = durations(
            0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68);
    /** OpenTelemetry's buckets for the time to the first token. */
    private static final Duration[] FIRST_CHUNKS =
            durations(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);
    /** OpenTelemetry's buckets for the time per token. */
    private static final Duration[] NEXT_CHUNKS =
            durations(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5);
    /** OpenTelemetry's buckets for tokens. */
    private static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864
    };

    private record Ending(@Nullable Outcome outcome, String errorType) {}

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Ending, Timer> endings = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> tokens = new ConcurrentHashMap<>();
    private volatile @Nullable Timer firstChunk;
    private volatile @Nullable Timer nextChunk;

    OperationMeters(MeterRegistry registry, String operation, String provider, String model) {
        this.registry = registry;
        this.tags = Tags.of(
                "gen_ai.operation.name", operation, "gen_ai.provider.name", provider, "gen_ai.request.model", model);
    }

    private static Duration[] durations(double... seconds) {
        return Arrays.stream(seconds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }

    /** A chunk has come, so long after the one before it. */
    void nextChunk(long nanos) {
        Timer timer = nextChunk;
        if (timer == null) {
            timer = Timer.builder("gen_ai.client.operation.time_per_output_chunk")
                    .description("From each chunk of a streamed answer to the next")
                    .serviceLevelObjectives(NEXT_CHUNKS)
                    .tags(tags)
                    .register(registry);
            nextChunk = timer;
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    void ended(RequestRecord record) {
        Ending ending = new Ending(
                record.result().outcome(), GatewayMetrics.orNone(record.result().errorType()));
        endings.computeIfAbsent(ending, this::duration).record(record.timing().latencyNanos(), TimeUnit.NANOSECONDS);
        if (record.timing().ttftNanos() != RequestRecord.UNKNOWN) {
            firstChunk(record.timing().ttftNanos());
        }
        count("input", record.usage().inputTokens());
        count("output", record.usage().outputTokens());
    }

    private Timer duration(Ending ending) {
        Outcome outcome = ending.outcome();
        return Timer.builder("gen_ai.client.operation.duration")
                .description("From a request's start to its end")
                .serviceLevelObjectives(DURATIONS)
                .tags(tags)
                .tag("outcome", GatewayMetrics.orNone(outcome == null ? null : outcome.code()))
                .tag("error.type", ending.errorType())
                .register(registry);
    }

    private void firstChunk(long nanos) {
        Timer timer = firstChunk;
        if (timer == null) {
            timer = Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                    .description("From a request's start to the first chunk of its streamed answer")
                    .serviceLevelObjectives(FIRST_CHUNKS)
                    .tags(tags)
                    .register(registry);
            firstChunk = timer;
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private void count(String type, long count) {
        if (count != RequestRecord.UNKNOWN) {
            tokens.computeIfAbsent(type, this::summary).record((double) count);
        }
    }

    private DistributionSummary summary(String type) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens of requests whose usage is known")
                .serviceLevelObjectives(TOKENS)
                .tags(tags)
                .tag("gen_ai.token.type", type)
                .register(registry);
    }
}
