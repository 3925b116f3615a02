package tollgate.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.hostmetrics.HostMetricsSettings;
import tollgate.hostmetrics.HostSampler;
import tollgate.monitoring.StreamHealth;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamException;
import tollgate.stream.StreamSettings;
import tollgate.stream.StreamShipper;

/** {@code ship --kafka}: one of the instances that share the work. */
final class StreamShipping {
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(500);

    private final StreamSettings settings;
    private final KafkaConnection kafka;
    private final RequestEnricher enricher;
    private final HostMetricsSettings sampled;
    private final Monitoring monitored;
    private final Progress progress;

    StreamShipping(
            StreamSettings settings,
            KafkaConnection kafka,
            RequestEnricher enricher,
            HostMetricsSettings sampled,
            Monitoring monitored,
            Progress progress) {
        this.settings = settings;
        this.kafka = kafka;
        this.enricher = enricher;
        this.sampled = sampled;
        this.monitored = monitored;
        this.progress = progress;
    }

    /** Runs until the process is asked to end. */
    void run(ClusterOptions cluster, TemplateOptions templates)
            throws StreamException, ClusterException, IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<@Nullable Thread> starting = new AtomicReference<>(Thread.currentThread());
        Runnable stopping = () -> {
            stopped.countDown();
            Thread waiting = starting.get();
            if (waiting != null) {
                waiting.interrupt();
            }
        };
        try (Interruption stop = Interruption.calls(stopping);
                Cluster connected =
                        cluster.awaitCluster(cluster.settings(ShipCommand.LOCAL), templates.settings(), progress::say);
                HostSampler sampler = HostSampler.start(sampled, connected, settings.namespace());
                StreamShipper shipper = StreamShipper.start(
                        settings,
                        kafka,
                        monitored.metered(new HttpBulkTransport(connected)),
                        enricher,
                        monitored.loadMeter(),
                        InstantSource.system(),
                        progress::say);
                StreamHealth watched = monitored.watch(shipper);
                Progress.Ticker ticker = progress.every(() -> line(shipper.counts()))) {
            starting.set(null);
            progress.say("reading lines from Kafka at " + kafka);
            while (!stopped.await(BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS)) {
                shipper.check();
            }
            progress.say("shipped " + line(shipper.counts()));
        } catch (InterruptedException e) {
            if (stopped.getCount() > 0) {
                throw e;
            } // else it was stopped while it waited for Elasticsearch or Kafka
        }
    }

    private static String line(StreamCounts.Snapshot counts) {
        return "%,d lines, of which %,d refused, %,d duplicate, %,d late; %,d documents created, %,d there already, %,d reports; %,d retries"
                .formatted(
                        counts.lines(),
                        counts.refused(),
                        counts.duplicates(),
                        counts.late(),
                        counts.created(),
                        counts.thereAlready(),
                        counts.reports(),
                        counts.retried());
    }
}
