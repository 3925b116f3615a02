package tollgate.stream.load;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.DataStream;
import tollgate.shipper.bulk.Backoff;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.shipper.bulk.BulkWriter;
import tollgate.shipper.bulk.InFlight;
import tollgate.shipper.bulk.Rollovers;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamSettings;

/** Puts a loader together. */
public final class Loaders {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final int MAX_POLL_RECORDS = 2_000;
    /** Of all partitions together: what a poll may bring. */
    private static final int FETCH_BYTES = 4 << 20;

    private Loaders() {}

    /** A consumer of the group of loaders. */
    public static Consumer<String, byte[]> consumer(StreamSettings settings, KafkaConnection kafka) {
        Map<String, Object> all = new HashMap<>(kafka.client());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topics().loader());
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        all.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                java.util.List.of(CooperativeStickyAssignor.class));
        int sessionMillis = Math.toIntExact(settings.session().toMillis());
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / 5);
        if (settings.instance() != null) {
            all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.topics().loader() + "-" + settings.instance());
        }
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A loader that reads by a consumer, which it closes at its end. */
    public static Loader of(
            StreamSettings settings,
            Consumer<String, byte[]> consumer,
            BulkTransport elasticsearch,
            StreamCounts counts,
            LoadMeter meter,
            InstantSource clock) {
        Backoff backoff = new Backoff(FIRST_BACKOFF, settings.longestBackoff(), new Random());
        boolean withText = !LineFormats.of(settings.format()).mayHoldContent();
        DocumentSender sender = new DocumentSender(
                new BulkWriter(elasticsearch, backoff, counts),
                new Rollovers(elasticsearch, DataStream.REQUEST.in(settings.namespace()), clock),
                settings.namespace(),
                withText,
                counts,
                clock);
        return new Loader(
                consumer,
                settings.topics().documents(),
                new DocumentCheck(settings.namespace()),
                sender,
                new InFlight<>(Stream.generate(DocumentBatch::new)
                        .limit(settings.inFlight() + 1L)
                        .toList()),
                settings.bulkBytes(),
                counts,
                meter,
                clock);
    }
}
