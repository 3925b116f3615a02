package tollgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.Oracle;
import tollgate.shipper.TestPrices;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.stream.load.LoadMeter;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.Topics;

/** How instances share partitions on a real broker: names that survive a restart, several threads, copies of the state. */
class RescalingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    private final Topics topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8));
    private final Oracle oracle = new Oracle(23);
    private final InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
    private final List<StreamShipper> shippers = new ArrayList<>();
    private KafkaConnection kafka;

    @BeforeEach
    void connect() {
        kafka = KafkaConnection.of(KAFKA.bootstrap(), Map.of());
    }

    @AfterEach
    void close() {
        shippers.forEach(StreamShipper::close);
    }

    @Test
    void restartOfANamedInstanceMovesNoWorkOfTheOthers() throws Exception {
        StreamShipper first = start("first", 1, 0);
        StreamShipper second = start("second", 1, 0);
        await().atMost(PATIENCE).until(() -> shares(first, 2) && shares(second, 2));
        Map<String, Set<TopicPartition>> before = second.partitions();

        first.close();
        shippers.remove(first);
        produce(300);
        StreamShipper again = start("first", 1, 0);
        await().atMost(PATIENCE).until(() -> {
            assertThat(second.partitions()).as("while the first one comes back").isEqualTo(before);
            return requests() == 300;
        });
        assertThat(shares(again, 2)).isTrue();
        assertThat(second.partitions()).isEqualTo(before);
    }

    @Test
    void threadsShareThePartitionsOfAnInstanceAndTheOtherKeepsCopiesOfItsState() throws Exception {
        produce(300);
        StreamShipper first = start(null, 2, 1);
        await().atMost(PATIENCE).until(() -> requests() == 300);
        assertThat(first.streams().metadataForLocalThreads())
                .hasSize(2)
                .allSatisfy(thread -> assertThat(thread.activeTasks()).hasSize(2));

        StreamShipper second = start(null, 2, 1);
        await().atMost(PATIENCE).until(() -> {
            Set<Object> work = tasks(first, false);
            Set<Object> other = tasks(second, false);
            return work.size() == 2
                    && other.size() == 2
                    && tasks(first, true).equals(other)
                    && tasks(second, true).equals(work);
        });

        // With the copy, the one that is left goes on where the other has ended: what came before does not count again.
        first.close();
        shippers.remove(first);
        Files.writeString(
                folder.resolve("requests-again.log"), oracle.line() + Files.readString(folder.resolve("requests.log")));
        produce(200);
        await().atMost(PATIENCE)
                .until(() -> requests() == 501 && second.counts().duplicates() == 300);
        assertThat(elasticsearch.documents(DataStream.REQUEST.in(DataStream.DEFAULT_NAMESPACE)).stream()
                        .map(Map.Entry::getKey))
                .hasSize(501)
                .doesNotHaveDuplicates();
    }

    private boolean shares(StreamShipper shipper, int linePartitions) {
        Map<String, Set<TopicPartition>> partitions = shipper.partitions();
        return shipper.isReady()
                && partitions.getOrDefault(topics.application(), Set.of()).size() == linePartitions
                && partitions.getOrDefault(topics.loader(), Set.of()).size() == 3 * linePartitions;
    }

    private static Set<Object> tasks(StreamShipper shipper, boolean standby) {
        return shipper.streams().metadataForLocalThreads().stream()
                .flatMap(thread -> (standby ? thread.standbyTasks() : thread.activeTasks()).stream())
                .map(TaskMetadata::taskId)
                .collect(Collectors.toSet());
    }

    private int requests() {
        return elasticsearch
                .documents(DataStream.REQUEST.in(DataStream.DEFAULT_NAMESPACE))
                .size();
    }

    private void produce(int count) throws IOException, StreamException, InterruptedException {
        Files.writeString(
                folder.resolve("requests.log"),
                oracle.lines(count),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        ProducerSettings defaults = ProducerSettings.of(folder + "/requests*.log", folder.resolve("producer"));
        new LogProducer(
                        new ProducerSettings(
                                defaults.input(),
                                defaults.state(),
                                defaults.format(),
                                topics,
                                defaults.topicSettings(),
                                true,
                                defaults.batchBytes(),
                                defaults.poll()),
                        kafka,
                        InstantSource.system())
                .run(line -> {});
    }

    private StreamShipper start(@Nullable String instance, int threads, int standby) throws Exception {
        StreamSettings defaults =
                StreamSettings.of(folder.resolve(instance == null ? "state-" + shippers.size() : instance));
        StreamShipper shipper = StreamShipper.start(
                new StreamSettings(
                        topics,
                        TopicSettings.DEFAULT,
                        defaults.state(),
                        instance,
                        threads,
                        standby,
                        Duration.ofSeconds(60),
                        defaults.stop(),
                        defaults.duplicates(),
                        defaults.format(),
                        defaults.namespace(),
                        defaults.windowGrace(),
                        defaults.thresholds(),
                        defaults.bulkBytes(),
                        defaults.inFlight(),
                        defaults.longestBackoff()),
                kafka,
                elasticsearch,
                new TestPrices(),
                LoadMeter.NONE,
                InstantSource.system(),
                line -> {});
        shippers.add(shipper);
        return shipper;
    }
}
