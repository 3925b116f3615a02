package tollgate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.shipper.TestPrices;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamSettings;
import tollgate.stream.StreamShipper;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;

/** On a real broker; Elasticsearch is in memory, so that it can be taken away. */
class StreamHealthIT {
    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    @Test
    void lagDelayDuplicatesLateLinesCommitsAndBulksAreSaid() throws Exception {
        LocalKafka broker = KAFKA.cluster(1);
        KafkaConnection kafka = KafkaConnection.of(broker.bootstrap(), Map.of());
        InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
        Instant now = Instant.now();
        String old = line("old", now.minus(Duration.ofMinutes(10)));
        produce(kafka, line("a", now) + line("b", now) + line("a", now) + "none\n" + old);
        try (MonitoringServer server = MonitoringServer.start("127.0.0.1", 0);
                StreamShipper shipper = StreamShipper.start(
                        StreamSettings.of(folder.resolve("state")),
                        kafka,
                        server.metered(elasticsearch),
                        new TestPrices(),
                        new ArrivalMeter(server.registry()),
                        InstantSource.system(),
                        line -> {});
                StreamHealth health = new StreamHealth(shipper, server.registry())) {
            server.watch(health);
            BlockingWebClient client = WebClient.of(server.toString()).blocking();
            // Each partition's lines come when they come.
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                assertThat(client.get("/readyz").status().code()).isEqualTo(200);
                assertThat(sum(client, "tollgate_shipper_delay_seconds_count")).isEqualTo(3);
                assertThat(sum(client, "tollgate_shipper_lines_total")).isEqualTo(5);
                assertThat(sum(client, "tollgate_shipper_lines_duplicate_total"))
                        .isEqualTo(1);
                assertThat(sum(client, "tollgate_shipper_lines_refused_total")).isEqualTo(1);
                assertThat(sum(client, "tollgate_shipper_lines_late_total")).isEqualTo(1);
            });
            assertThat(sum(client, "tollgate_shipper_delay_seconds_sum")).isGreaterThan(590);
            assertThat(sum(client, "db_client_operation_duration_seconds_count"))
                    .isPositive();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(sum(client, "kafka_consumer_group_lag")).isZero());
            assertThat(series(client, "kafka_consumer_group_lag")).isEqualTo(16);
            assertThat(sum(client, "messaging_client_operation_duration_seconds_count"))
                    .isPositive();
            assertThat(sum(client, "tollgate_shipper_transaction_duration_seconds"))
                    .isGreaterThanOrEqualTo(0);

            broker.kill(1);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(sum(client, "kafka_consumer_group_lag")).isNaN());
        }
    }

    private void produce(KafkaConnection kafka, String lines) throws Exception {
        Path log = folder.resolve("requests.log");
        Files.writeString(log, lines);
        ProducerSettings settings = ProducerSettings.of(log.toString(), folder.resolve("producer"));
        new LogProducer(
                        new ProducerSettings(
                                settings.input(),
                                settings.state(),
                                settings.format(),
                                settings.topics(),
                                settings.topicSettings(),
                                true,
                                settings.batchBytes(),
                                settings.poll()),
                        kafka,
                        InstantSource.system())
                .run(line -> {});
    }

    private static String line(String id, Instant start) {
        return """
            {"timestamp":"%s","request_id":"%s","model_name":"m","input_tokens":3,"output_tokens":4,"latency_ms":1}
            """.formatted(start, id);
    }

    private static double sum(BlockingWebClient client, String name) {
        return values(client, name).mapToDouble(Double::parseDouble).sum();
    }

    private static long series(BlockingWebClient client, String name) {
        return values(client, name).count();
    }

    private static java.util.stream.Stream<String> values(BlockingWebClient client, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$")
                .matcher(client.get("/metrics").contentUtf8());
        return found.results().map(result -> result.group(1));
    }
}
