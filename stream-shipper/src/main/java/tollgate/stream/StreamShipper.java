package tollgate.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.stream.load.LoadMeter;
import tollgate.stream.load.Loader;
import tollgate.stream.load.Loaders;
import tollgate.stream.topic.TopicSetup;
import tollgate.stream.topology.RequestTopology;
import tollgate.stream.topology.RocksMemory;

/**
 * One of any number of instances that share the work: reads lines from Kafka, enriches them, adds them up, and brings the documents
 * into Elasticsearch. Each line has its effect exactly once, whichever instances are killed in between.
 */
public final class StreamShipper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamShipper.class);
    /** Between the end of a thread that failed and the start of the next. */
    private static final Duration BEFORE_NEXT_THREAD = Duration.ofSeconds(1);

    private final StreamSettings settings;
    private final KafkaConnection kafka;
    private final RocksMemory memory;
    private final KafkaStreams streams;
    private final Loader loader;
    private final StreamCounts counts;
    private final AtomicLong closings;
    private final GroupMembershipOperation atClose;
    private final ExecutorService loading =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("loader").factory());
    private final Future<?> loaded;

    private StreamShipper(
            StreamSettings settings,
            KafkaConnection kafka,
            RocksMemory memory,
            KafkaStreams streams,
            Loader loader,
            StreamCounts counts,
            AtomicLong closings,
            GroupMembershipOperation atClose) {
        this.settings = settings;
        this.kafka = kafka;
        this.memory = memory;
        this.streams = streams;
        this.loader = loader;
        this.counts = counts;
        this.closings = closings;
        this.atClose = atClose;
        streams.start();
        this.loaded = loading.submit(() -> {
            loader.run();
            return null;
        });
    }

    /**
     * Waits for Kafka, makes the topics that are missing, checks the others, and begins.
     *
     * @param progress gets one line where Kafka does not answer at once
     * @throws StreamException where a topic is not as it must be, or Kafka lets nobody in; the message is one line
     */
    public static StreamShipper start(
            StreamSettings settings,
            KafkaConnection kafka,
            BulkTransport elasticsearch,
            RequestEnricher enricher,
            LoadMeter meter,
            InstantSource clock,
            Consumer<String> progress)
            throws StreamException, InterruptedException {
        int replication = TopicSetup.await(kafka, settings.topics(), settings.topicSettings(), progress);
        StreamCounts counts = new StreamCounts();
        AtomicLong closings = new AtomicLong();
        RocksMemory memory = new RocksMemory();
        KafkaStreams streams = new KafkaStreams(
                RequestTopology.of(settings, enricher, counts, closings::get),
                RequestTopology.configuration(settings, kafka, replication, memory));
        streams.setUncaughtExceptionHandler(StreamShipper::failed);
        Loader loader = Loaders.of(settings, Loaders.consumer(settings, kafka), elasticsearch, counts, meter, clock);
        // Who has a name comes back soon; the work of others is taken over at once.
        GroupMembershipOperation atClose = settings.instance() == null
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP;
        return new StreamShipper(settings, kafka, memory, streams, loader, counts, closings, atClose);
    }

    /** A thread that failed leaves its transaction to be aborted; another one reads its lines anew. */
    private static StreamThreadExceptionResponse failed(Throwable failure) {
        LOG.error("reading lines failed; it begins anew", failure);
        try {
            Thread.sleep(BEFORE_NEXT_THREAD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    public StreamCounts.Snapshot counts() {
        return counts.snapshot();
    }

    /** Whether it is at work: it has its share of the partitions, and their state. */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING && !loaded.isDone();
    }

    /** Whether it is still alive, be it at work or about to be. */
    public boolean isAlive() {
        return (streams.state().isRunningOrRebalancing() || streams.state() == KafkaStreams.State.CREATED)
                && !loaded.isDone();
    }

    /** For measures: what Kafka's own library knows of its lines. */
    public KafkaStreams streams() {
        return streams;
    }

    /** For measures: where Kafka is. */
    public KafkaConnection kafka() {
        return kafka;
    }

    /** For measures: the partitions that this instance reads now, by the group that it reads them for. */
    public Map<String, Set<TopicPartition>> partitions() {
        Set<TopicPartition> lines = streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toUnmodifiableSet());
        return Map.of(settings.topics().application(), lines, settings.topics().loader(), loader.partitions());
    }

    /** Closes all windows of the partitions that this instance has now, though more lines may come; their correction is a further revision. */
    public void closeWindows() {
        closings.incrementAndGet();
    }

    /**
     * Fails if it has ended, which it does not do by itself.
     *
     * @throws StreamException the message is one line that says what to do
     */
    public void check() throws StreamException, InterruptedException {
        if (loaded.isDone()) {
            try {
                loaded.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof StreamException known) {
                    throw known;
                }
                throw new StreamException("loading failed: " + e.getCause(), e);
            }
        }
        if (!isAlive()) {
            throw new StreamException("reading lines from Kafka has ended: see the log", null);
        }
    }

    /**
     * Ends in the direction of the data, within the time that the settings give: each half of it has one half of the time, and the
     * loader what the other one leaves. What is on its way and does not arrive is sent at the next start.
     */
    @Override
    public void close() {
        long start = System.nanoTime();
        streams.close(CloseOptions.timeout(settings.stop().dividedBy(2)).withGroupMembershipOperation(atClose));
        Duration left = settings.stop().minusNanos(System.nanoTime() - start);
        loader.stop(left);
        try {
            loaded.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("loading has not ended in time; the next start looks up what is in doubt");
        } catch (ExecutionException e) {
            LOG.warn("loading failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loading.shutdownNow();
        if (streams.state() == KafkaStreams.State.NOT_RUNNING) {
            memory.close(); // else a store may still be open
        }
    }
}
