package tollgate.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.hostmetrics.HostMetricsSettings;
import tollgate.hostmetrics.HostSampler;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamException;
import tollgate.stream.StreamSettings;
import tollgate.stream.StreamShipper;
import tollgate.stream.load.LoadMeter;

/** {@code ship --kafka}: one of the instances that share the work. */
final class StreamShipping {
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(500);

    private final StreamSettings settings;
    private final KafkaConnection kafka;
    private final RequestEnricher enricher;
    private final HostMetricsSettings sampled;
    private final Progress progress;

    StreamShipping(
            StreamSettings settings,
            KafkaConnection kafka,
            RequestEnricher enricher,
            HostMetricsSettings sampled,
            Progress progress) {
        this.settings = settings;
        this.kafka = kafka;
        this.enricher = enricher;
        this.sampled = sampled;
        this.progress = progress;
    }

    /** Runs until the process is asked to end. */
    void run(ClusterOptions cluster, TemplateOptions templates)
            throws StreamException, ClusterException, IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption stop = Interruption.calls(stopped::countDown);
                Cluster connected =
                        cluster.awaitCluster(cluster.settings(ShipCommand.LOCAL), templates.settings(), progress::say);
                HostSampler sampler = HostSampler.start(sampled, connected, settings.namespace());
                StreamShipper shipper = StreamShipper.start(
                        settings,
                        kafka,
                        new HttpBulkTransport(connected),
                        enricher,
                        LoadMeter.NONE,
                        InstantSource.system());
                Progress.Ticker ticker = progress.every(() -> line(shipper.counts()))) {
            progress.say("reading lines from Kafka at " + kafka);
            while (!stopped.await(BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS)) {
                shipper.check();
            }
            progress.say("shipped " + line(shipper.counts()));
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
