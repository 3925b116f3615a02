package tollgate.stream.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.stream.KafkaConnection;
import tollgate.stream.topic.Topics;

/** Against a broker that is not there, or goes away. */
class LogProducerIT {
    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void itWaitsForAKafkaThatIsNotThereYetAndBringsAllLines() throws Exception {
        LocalKafka broker = KAFKA.cluster(1);
        broker.kill(1);
        write(0, 500);
        LogProducer producer = producer(broker);
        Future<?> run = run(producer);
        await().atMost(Duration.ofMinutes(1)).until(() -> !said.isEmpty());
        broker.restart(1);

        await().atMost(Duration.ofMinutes(2)).until(() -> producer.acknowledged() == 500);
        producer.stop();
        run.get(1, TimeUnit.MINUTES);
        assertThat(said).singleElement().asString().startsWith("waiting: Kafka at ");
        assertThat(keys(broker)).isEqualTo(ids(500));
    }

    @Test
    void stoppedWhileItWaitsItEnds() throws Exception {
        LocalKafka broker = KAFKA.cluster(1);
        broker.kill(1);
        write(0, 10);
        LogProducer producer = producer(broker);
        Future<?> run = run(producer);
        await().atMost(Duration.ofMinutes(1)).until(() -> !said.isEmpty());
        producer.stop();
        run.get(1, TimeUnit.MINUTES);
        assertThat(producer.acknowledged()).isZero();
    }

    /** A message would be tried for two minutes: it is given up at the stop, and sent by the next start. */
    @Test
    void stoppedWhileKafkaIsAwayItEndsAndTheNextStartSendsWhatIsMissing() throws Exception {
        LocalKafka broker = KAFKA.cluster(1);
        write(0, 500);
        LogProducer first = producer(broker);
        Future<?> run = run(first);
        await().atMost(Duration.ofMinutes(2)).until(() -> first.acknowledged() == 500);
        broker.kill(1);
        write(500, 800);
        await().atMost(Duration.ofMinutes(1)).until(first::isSending);
        first.stop();
        run.get(1, TimeUnit.MINUTES);
        broker.restart(1);

        LogProducer second = producer(broker);
        Future<?> again = run(second);
        await().atMost(Duration.ofMinutes(2)).until(() -> second.acknowledged() == 300);
        second.stop();
        again.get(1, TimeUnit.MINUTES);
        assertThat(keys(broker)).isEqualTo(ids(800));
    }

    private void write(int from, int to) throws IOException {
        Files.writeString(
                folder.resolve("requests.log"),
                IntStream.range(from, to).mapToObj(LogProducerIT::line).collect(Collectors.joining()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String line(int number) {
        return "{\"timestamp\":\"2026-11-24T12:00:00Z\",\"request_id\":\"r" + number + "\",\"model_name\":\"m\"}\n";
    }

    private static Set<String> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "r" + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private LogProducer producer(LocalKafka broker) {
        return new LogProducer(
                ProducerSettings.of(folder + "/requests*.log", folder.resolve("state")),
                KafkaConnection.of(broker.bootstrap(), Map.of()),
                InstantSource.system());
    }

    private Future<?> run(LogProducer producer) {
        return threads.submit(() -> {
            producer.run(said::add);
            return null;
        });
    }

    private static Set<String> keys(LocalKafka broker) {
        Map<String, Object> settings =
                new HashMap<>(KafkaConnection.of(broker.bootstrap(), Map.of()).client());
        Set<String> keys = new TreeSet<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEFAULT.requests()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> keys.add(message.key()));
            }
        }
        return keys;
    }
}
