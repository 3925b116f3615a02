package tollgate.hostmetrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.elasticsearch.Cluster;

/**
 * Samples the host and probes services, time and again, on one thread of its own. Samples are no ledger: each is sent once,
 * and what Elasticsearch does not take, or would have come while it was slow, is dropped. At most one sample is in memory.
 * Documents sampled = sent + dropped. Nothing that goes wrong here reaches the program around it.
 */
public final class HostSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostSampler.class);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Host> hosts;
    private final SampleSink sink;
    private final HttpProber prober = new HttpProber(PROBE_TIMEOUT);
    private final List<Probe> probes;
    private final String namespace;
    private final String hostName;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final ScheduledExecutorService thread;
    private @Nullable Host host;
    private @Nullable HostReading last;
    private long lastNanos;
    private boolean failing;

    HostSampler(
            Supplier<Host> hosts,
            SampleSink sink,
            List<Probe> probes,
            String namespace,
            String hostName,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.hosts = hosts;
        this.sink = sink;
        this.probes = probes;
        this.namespace = namespace;
        this.hostName = hostName;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("host-metrics").factory());
    }

    /** Starts sampling, unless the settings have it off. */
    public static HostSampler start(HostMetricsSettings settings, Cluster cluster, String namespace) {
        HostSampler sampler = new HostSampler(
                Host::here,
                new ElasticsearchSink(cluster, namespace),
                settings.probes(),
                namespace,
                hostName(),
                InstantSource.system(),
                System::nanoTime);
        if (!settings.isOff()) {
            // With a delay, since a slow Elasticsearch must not be followed by a burst.
            var _ = sampler.thread.scheduleWithFixedDelay(
                    sampler::sampleQuietly, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
        }
        return sampler;
    }

    /** Documents that Elasticsearch has taken. */
    public long sent() {
        return sent.get();
    }

    /** Documents that are lost: it did not answer, or did not take them. */
    public long dropped() {
        return dropped.get();
    }

    /** Stops; what is on its way may be lost. Does not wait. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    void sampleQuietly() {
        try {
            sample();
        } catch (IOException | RuntimeException | LinkageError e) { // no native library is a LinkageError
            said("the host cannot be sampled: " + e);
        }
    }

    private void sample() throws IOException {
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        HostDocuments documents = new HostDocuments(hostName, namespace, time);
        documents.addPulse();
        for (Probe probe : probes) {
            documents.addProbe(prober.probe(probe));
        }
        String trouble = addReading(documents);
        trouble = send(documents, trouble);
        if (trouble == null) {
            failing = false;
        } else {
            said(trouble);
        }
    }

    /** A host that cannot be read leaves probes and pulse as they are. */
    private @Nullable String addReading(HostDocuments documents) throws IOException {
        HostReading now;
        try {
            host = host == null ? hosts.get() : host;
            now = host.read();
        } catch (IOException | RuntimeException | LinkageError e) {
            last = null;
            return "the host cannot be read: " + e;
        }
        long nanos = nanoTime.getAsLong();
        documents.addReading(now, last == null ? null : new HostDocuments.Sampled(last, nanos - lastNanos));
        last = now;
        lastNanos = nanos;
        return null;
    }

    private @Nullable String send(HostDocuments documents, @Nullable String trouble) {
        int taken = 0;
        String reason = "Elasticsearch refuses samples: is the index template of the data stream ours?";
        try {
            taken = sink.send(documents.bytes(), documents.count());
        } catch (IOException | RuntimeException e) {
            reason = "samples are dropped: " + e.getMessage();
        }
        sent.addAndGet(taken);
        dropped.addAndGet(documents.count() - taken);
        return taken < documents.count() ? reason : trouble;
    }

    /** Once, until it is over: a log need not be as long as an outage. */
    private void said(String trouble) {
        if (!failing && !thread.isShutdown()) {
            LOG.warn("{}; the shipping of lines goes on", trouble.replace('\n', ' '));
        }
        failing = true;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) { // the host's own name does not resolve
            return "localhost";
        }
    }
}
