package tollgate.monitoring;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkTransport;

/**
 * Counts and times the bulks and the look-ups of ids, as OpenTelemetry's {@code db.client.operation.duration}. The status is that of
 * the whole request, {@code none} where no answer came.
 */
final class MeteredTransport implements BulkTransport {
    private static final String NO_ANSWER = "none";
    private static final String OK = "200";
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final BulkTransport transport;
    private final MeterProvider<Timer> durations;

    MeteredTransport(BulkTransport transport, MeterRegistry registry) {
        this.transport = transport;
        this.durations = Timer.builder("db.client.operation.duration")
                .description("Requests to Elasticsearch: bulks, and searches for the ids of what may have been sent")
                .tags("db.system.name", "elasticsearch")
                .serviceLevelObjectives(BOUNDS)
                .withRegistry(registry);
    }

    @Override
    public BulkAnswer send(BulkBody body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String status = NO_ANSWER;
        try {
            BulkAnswer answer = transport.send(body);
            status = Integer.toString(answer.status());
            return answer;
        } finally {
            record("bulk", status, start);
        }
    }

    @Override
    public Map<String, Existing> existing(String stream, Collection<String> ids)
            throws IOException, InterruptedException {
        if (ids.isEmpty()) {
            return transport.existing(stream, ids);
        }
        long start = System.nanoTime();
        String status = NO_ANSWER;
        try {
            Map<String, Existing> existing = transport.existing(stream, ids);
            status = OK;
            return existing;
        } finally {
            record("search", status, start);
        }
    }

    private void record(String operation, String status, long start) {
        durations
                .withTags("db.operation.name", operation, "db.response.status_code", status)
                .record(Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public boolean isEmpty(String stream) throws IOException, InterruptedException {
        return transport.isEmpty(stream);
    }

    @Override
    public Optional<Instant> rolledOverAt(String stream) throws IOException, InterruptedException {
        return transport.rolledOverAt(stream);
    }
}
