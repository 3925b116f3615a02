package tollgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.Oracle;
import tollgate.shipper.TestPrices;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.stream.load.LoadMeter;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;

/** An instance is stopped after its broker has died. */
class StopIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    private final Oracle oracle = new Oracle(29);
    private final InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();

    /** Kafka's clients alone would wait for minutes. */
    @Test
    void stopEndsThoughTheBrokerIsDeadAndTheNextStartLosesNothingAndDoublesNothing() throws Exception {
        LocalKafka broker = KAFKA.cluster(1);
        KafkaConnection kafka = KafkaConnection.of(broker.bootstrap(), Map.of());
        produce(kafka, 2_000);
        StreamShipper first = start("first", kafka);
        await().atMost(PATIENCE).until(() -> !elasticsearch.documents(stream()).isEmpty());
        broker.kill(1);
        CompletableFuture.runAsync(first::close).get(1, TimeUnit.MINUTES);
        assertThat(first.isAlive()).isFalse();
        broker.restart(1);

        produce(kafka, 500);
        // Threads of the first one still hold its state, as this process goes on.
        StreamShipper second = start("second", kafka);
        try {
            await().atMost(PATIENCE).until(() -> {
                second.check();
                return elasticsearch.documents(stream()).size() >= 2_500;
            });
        } finally {
            second.close();
        }
        oracle.assertRequests(elasticsearch.documents(stream()).stream()
                .map(Map.Entry::getValue)
                .toList());
        List<String> ids = elasticsearch.documents(stream()).stream()
                .map(Map.Entry::getKey)
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static String stream() {
        return DataStream.REQUEST.in(DataStream.DEFAULT_NAMESPACE);
    }

    private void produce(KafkaConnection kafka, int count) throws IOException, StreamException, InterruptedException {
        Files.writeString(
                folder.resolve("requests.log"),
                oracle.lines(count),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        ProducerSettings settings = ProducerSettings.of(folder + "/requests*.log", folder.resolve("producer"));
        LogProducer producer = new LogProducer(settings, kafka, InstantSource.system());
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            try {
                producer.run(line -> {});
            } catch (StreamException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(PATIENCE).until(() -> run.isDone() || producer.acknowledged() == count);
        producer.stop();
        run.join();
    }

    private StreamShipper start(String state, KafkaConnection kafka) throws StreamException, InterruptedException {
        return StreamShipper.start(
                StreamSettings.of(folder.resolve(state)),
                kafka,
                elasticsearch,
                new TestPrices(),
                LoadMeter.NONE,
                InstantSource.system(),
                line -> {});
    }
}
