package tollgate.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tollgate.requestlog.RequestRecord;

/** Counts and times what another request log does. */
final class MeteredRequestLog implements RequestLog {
    private static final Duration[] BOUNDS = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1)
    };

    private final RequestLog log;
    private final Timer appends;
    private final Counter failures;

    MeteredRequestLog(RequestLog log, MeterRegistry registry) {
        this.log = log;
        this.appends = Timer.builder("tollgate.request_log.append")
                .description("Time to hand a line to the operating system")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        this.failures = Counter.builder("tollgate.request_log.write_failures")
                .description("Lines that could not be handed to the operating system at once")
                .register(registry);
        Gauge.builder("tollgate.request_log.kept_lines", log, RequestLog::keptLines)
                .description("Lines in memory that wait for room")
                .register(registry);
    }

    @Override
    public void append(RequestRecord record) throws RequestLogUnavailableException {
        long startNanos = System.nanoTime();
        try {
            log.append(record);
        } catch (RequestLogUnavailableException e) {
            failures.increment();
            throw e;
        } finally {
            appends.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public boolean isWritable() {
        return log.isWritable();
    }

    @Override
    public int keptLines() {
        return log.keptLines();
    }

    @Override
    public void close() {
        log.close();
    }
}
