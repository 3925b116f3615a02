package tollgate.stream.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.adapters.LineFormats;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkTransport;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.shipper.bulk.InMemoryElasticsearch.Fault;
import tollgate.stream.DocumentHeaders;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamSettings;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.Topics;

class LoaderTest {
    private static final String REQUESTS = "logs-llm_gateway.request-default";
    private static final String INVALID = "logs-llm_gateway.invalid-default";
    private static final TopicPartition ENRICHED = new TopicPartition(Topics.DEFAULT.enriched(), 0);
    private static final TopicPartition USAGE = new TopicPartition(Topics.DEFAULT.usage(), 0);

    private final InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
    private final StreamCounts counts = new StreamCounts();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void documentsArriveOnceThroughAllFaultsAndOffsetsAreCommitted() throws Exception {
        elasticsearch.failNext(
                Fault.NO_CONNECTION, Fault.BUSY, Fault.HALF_BUSY, Fault.ANSWER_LOST_AND_ROLLOVER, Fault.UNAVAILABLE);
        GroupOfOne consumer = new GroupOfOne(Map.of());
        try (Running running = new Running(consumer)) {
            IntStream.range(0, 400).forEach(offset -> consumer.addRecord(request(offset, "r" + offset)));
            running.awaitCommitted(ENRICHED, 400);
        }
        assertThat(ids(REQUESTS)).hasSize(400).doesNotHaveDuplicates();
        assertThat(elasticsearch.hasFaultsLeft()).isFalse();
        assertThat(consumer.committed).containsEntry(ENRICHED, new OffsetAndMetadata(400, "sent before 400"));
    }

    @Test
    void messageThatIsNoDocumentGoesToTheInvalidStreamAndTheNextOnesAreLoaded() throws Exception {
        GroupOfOne consumer = new GroupOfOne(Map.of());
        String document = document("x");
        List<ConsumerRecord<String, byte[]>> poison = List.of(
                message(0, "id", document, null),
                message(1, "id", document, "logs-other-default"),
                message(2, "id", document + "\n" + document, REQUESTS),
                message(3, "id", "{", REQUESTS),
                message(4, "id", "[]", REQUESTS),
                message(5, "id\"", document, REQUESTS),
                message(6, "id", null, REQUESTS));
        try (Running running = new Running(consumer)) {
            poison.forEach(consumer::addRecord);
            consumer.addRecord(request(7, "good"));
            running.awaitCommitted(ENRICHED, 8);
        }
        assertThat(ids(REQUESTS)).containsExactly("good");
        assertThat(elasticsearch.documents(INVALID))
                .hasSize(7)
                .allSatisfy(each -> assertThat(each.getValue()
                                .at("/llm_gateway/invalid/reason")
                                .asText())
                        .isEqualTo("poison_message"));
        assertThat(counts.snapshot().poison()).isEqualTo(7);
    }

    @Test
    void documentThatElasticsearchRefusesIsKeptWithItsReason() throws Exception {
        GroupOfOne consumer = new GroupOfOne(Map.of());
        try (Running running = new Running(consumer)) {
            consumer.addRecord(message(0, "noTime", "{\"a\":1}", REQUESTS));
            consumer.addRecord(request(1, "good"));
            running.awaitCommitted(ENRICHED, 2);
        }
        assertThat(ids(REQUESTS)).containsExactly("good");
        JsonNode kept = elasticsearch.documents(INVALID).getFirst().getValue();
        assertThat(kept.at("/llm_gateway/invalid/reason").asText()).isEqualTo("rejected_by_elasticsearch");
        assertThat(kept.at("/event/original").asText()).isEqualTo("{\"a\":1}");
        assertThat(kept.at("/log/file/path").asText()).isEqualTo("kafka:" + ENRICHED);
        assertThat(kept.at("/log/offset").asInt()).isZero();
    }

    @Test
    void whatTheOwnerBeforeMayHaveSentIsLookedUpThoughTheStreamRolledOver() throws Exception {
        GroupOfOne first = new GroupOfOne(Map.of());
        try (Running running = new Running(first)) {
            IntStream.range(0, 50).forEach(offset -> first.addRecord(request(offset, "r" + offset)));
            running.awaitCommitted(ENRICHED, 50);
        }
        elasticsearch.rollOver(REQUESTS);
        // As if it had been killed after it had sent 50 and committed 20.
        GroupOfOne second = new GroupOfOne(Map.of(ENRICHED, new OffsetAndMetadata(20, "sent before 50")));
        try (Running running = new Running(second)) {
            IntStream.range(20, 60).forEach(offset -> second.addRecord(request(offset, "r" + offset)));
            running.awaitCommitted(ENRICHED, 60);
        }
        assertThat(ids(REQUESTS)).hasSize(60).doesNotHaveDuplicates();
        assertThat(counts.snapshot().thereAlready()).isEqualTo(30);
    }

    @Test
    void whileElasticsearchIsAwayNothingIsCommittedAndFetchingPauses() throws Exception {
        CountDownLatch back = new CountDownLatch(1);
        GroupOfOne consumer = new GroupOfOne(Map.of());
        try (Running running = new Running(consumer, new Away(elasticsearch, back))) {
            IntStream.range(0, 3_000).forEach(offset -> consumer.addRecord(request(offset, "r" + offset)));
            await().until(() -> !consumer.paused().isEmpty());
            assertThat(consumer.committed).containsEntry(ENRICHED, new OffsetAndMetadata(0, reserved(consumer)));
            back.countDown();
            running.awaitCommitted(ENRICHED, 3_000);
        }
        assertThat(ids(REQUESTS)).hasSize(3_000).doesNotHaveDuplicates();
    }

    private static String reserved(GroupOfOne consumer) {
        return Objects.requireNonNull(consumer.committed.get(ENRICHED)).metadata();
    }

    /** Answers only when it is back. */
    private record Away(BulkTransport transport, CountDownLatch back) implements BulkTransport {
        @Override
        public BulkAnswer send(BulkBody body) throws IOException, InterruptedException {
            back.await();
            return transport.send(body);
        }

        @Override
        public Map<String, Existing> existing(String stream, Collection<String> ids)
                throws IOException, InterruptedException {
            return transport.existing(stream, ids);
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

    private List<String> ids(String stream) {
        return elasticsearch.documents(stream).stream().map(Map.Entry::getKey).toList();
    }

    private static ConsumerRecord<String, byte[]> request(long offset, String id) {
        return message(offset, id, document(id), REQUESTS);
    }

    private static String document(String id) {
        return "{\"@timestamp\":\"2999-01-01T00:00:00Z\",\"id\":\"" + id + "\"}";
    }

    private static ConsumerRecord<String, byte[]> message(
            long offset, String id, @Nullable String document, @Nullable String stream) {
        Instant start = Instant.parse("2999-01-01T00:00:00Z");
        return new ConsumerRecord<>(
                ENRICHED.topic(),
                ENRICHED.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                id,
                document == null ? null : document.getBytes(StandardCharsets.UTF_8),
                stream == null ? new RecordHeaders() : new DocumentHeaders(stream, start, start).write(),
                Optional.empty());
    }

    /** A consumer that gets both partitions, and what it committed, which can be asked when it is closed, too. */
    private static final class GroupOfOne extends MockConsumer<String, byte[]> {
        private final Map<TopicPartition, OffsetAndMetadata> committed = new ConcurrentHashMap<>();

        GroupOfOne(Map<TopicPartition, OffsetAndMetadata> before) {
            super("earliest");
            Map<TopicPartition, Long> nothing = Map.of(ENRICHED, 0L, USAGE, 0L);
            updateBeginningOffsets(nothing);
            updateEndOffsets(nothing);
            schedulePollTask(() -> {
                commitSync(before);
                rebalance(List.of(ENRICHED, USAGE));
            });
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            super.commitSync(offsets);
            committed.putAll(offsets);
        }
    }

    /** A loader in a thread of its own. */
    private final class Running implements AutoCloseable {
        private final GroupOfOne consumer;
        private final Loader loader;
        private final Future<?> end;

        Running(GroupOfOne consumer) {
            this(consumer, elasticsearch);
        }

        Running(GroupOfOne consumer, BulkTransport transport) {
            this.consumer = consumer;
            this.loader = Loaders.of(settings(), consumer, transport, counts, LoadMeter.NONE, InstantSource.system());
            this.end = threads.submit(() -> {
                loader.run();
                return null;
            });
            await().until(() -> !consumer.assignment().isEmpty() || end.isDone());
        }

        void awaitCommitted(TopicPartition partition, long offset) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                if (end.isDone()) {
                    end.get();
                }
                OffsetAndMetadata committed = consumer.committed.get(partition);
                return committed != null && committed.offset() == offset;
            });
        }

        @Override
        public void close() throws Exception {
            loader.stop(Duration.ofSeconds(30));
            end.get();
        }
    }

    private static StreamSettings settings() {
        return new StreamSettings(
                Topics.DEFAULT,
                TopicSettings.DEFAULT,
                Path.of("unused"),
                null,
                1,
                0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                LineFormats.TOLLGATE,
                "default",
                Duration.ofSeconds(30),
                SloThresholds.DEFAULT,
                10_000,
                2,
                Duration.ofMillis(20));
    }
}
