package tollgate.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamShipper;

/** The log-shipper by Kafka: whether it has its share of the work, its counts, and how far behind it is. */
public final class StreamHealth implements Health, AutoCloseable {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final StreamShipper shipper;
    private final PartitionLags lags;

    public StreamHealth(StreamShipper shipper, MeterRegistry registry) {
        this.shipper = shipper;
        this.lags = new PartitionLags(shipper, registry);
        of(registry, StreamCounts.Snapshot::lines).lines();
        of(registry, StreamCounts.Snapshot::refused).refused();
        of(registry, StreamCounts.Snapshot::duplicates).duplicates();
        of(registry, StreamCounts.Snapshot::late).late();
        of(registry, StreamCounts.Snapshot::reports).reports();
        of(registry, StreamCounts.Snapshot::poison).poison();
        of(registry, StreamCounts.Snapshot::created).created();
        of(registry, StreamCounts.Snapshot::thereAlready).thereAlready();
        of(registry, StreamCounts.Snapshot::retried).retried();
        for (String statistic : new String[] {"avg", "max"}) {
            Gauge.builder("tollgate.shipper.transaction.duration", () -> commitLatency(statistic))
                    .description("What Kafka Streams took for a commit lately, of the thread that took longest")
                    .baseUnit("seconds")
                    .tags("statistic", statistic)
                    .register(registry);
        }
    }

    private Counted<StreamShipper> of(MeterRegistry registry, ToDoubleFunction<StreamCounts.Snapshot> count) {
        return Counted.of(registry, shipper, each -> count.applyAsDouble(each.counts()));
    }

    private double commitLatency(String statistic) {
        return shipper.streams().metrics().entrySet().stream()
                        .filter(each -> each.getKey().group().equals("stream-thread-metrics")
                                && each.getKey().name().equals("commit-latency-" + statistic))
                        .map(Map.Entry::getValue)
                        .map(Metric::metricValue)
                        .mapToDouble(value -> value instanceof Double millis ? millis : Double.NaN)
                        .filter(millis -> !Double.isNaN(millis))
                        .max()
                        .orElse(Double.NaN)
                / MILLIS_PER_SECOND;
    }

    @Override
    public boolean isAlive() {
        return shipper.isAlive();
    }

    @Override
    public boolean isReady() {
        return shipper.isReady();
    }

    @Override
    public void refresh() {
        lags.refresh();
    }

    @Override
    public void close() {
        lags.close();
    }
}
