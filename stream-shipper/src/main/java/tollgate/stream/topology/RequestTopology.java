package tollgate.stream.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import tollgate.shipper.enrich.RequestEnricher;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamSettings;
import tollgate.stream.topic.TopicSetup;

/** From the topic of lines to the topics of documents: each line takes effect exactly once. */
public final class RequestTopology {
    private static final String LINES = "lines";
    private static final String LEDGER = "ledger";
    /** How much is read anew after a crash, and how long a document waits for its transaction. */
    private static final int COMMIT_MILLIS = 250;

    private static final int LINGER_MILLIS = 20;
    private static final int BATCH_BYTES = 128 << 10;
    private static final int MAX_POLL_RECORDS = 2_000;

    private RequestTopology() {}

    /**
     * The processors and their stores.
     *
     * @param closings how often all windows were to be closed at once, so far
     */
    public static Topology of(
            StreamSettings settings, RequestEnricher enricher, StreamCounts counts, LongSupplier closings) {
        RequestEnricher shared = new SharedEnricher(enricher);
        Topology topology = new Topology();
        topology.addSource(
                LINES,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.topics().requests());
        topology.addProcessor(LEDGER, () -> new LineProcessor(settings, shared, counts, closings), LINES);
        topology.addStateStore(SeenIds.store(settings.duplicates()), LEDGER);
        topology.addStateStore(BooksStore.store(settings.windowGrace(), settings.thresholds()), LEDGER);
        Map.of(
                        LineProcessor.ENRICHED, settings.topics().enriched(),
                        LineProcessor.INVALID, settings.topics().invalid(),
                        LineProcessor.USAGE, settings.topics().usage())
                .forEach((name, topic) ->
                        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), LEDGER));
        return topology;
    }

    /**
     * What Kafka Streams is told.
     *
     * @param replication copies of the topics of the state
     */
    public static Properties configuration(
            StreamSettings settings, KafkaConnection kafka, int replication, RocksMemory memory) {
        Map<String, Object> all = new HashMap<>(kafka.client());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.topics().application());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.state().toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standby());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(BoundedRocksDb.MEMORY, memory);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        int sessionMillis = Math.toIntExact(settings.session().toMillis());
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), sessionMillis);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), sessionMillis / 5);
        if (settings.instance() != null) {
            all.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                    settings.topics().application() + "-" + settings.instance());
        }
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), TopicSetup.MAX_DOCUMENT_BYTES);
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }
}
