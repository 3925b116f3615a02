package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.shipper.checkpoint.StateLock;

class AuditShipperTest {
    private static final String AUDIT = "logs-llm_gateway.audit-default";
    private static final String INVALID = "logs-llm_gateway.invalid-default";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int events;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void append(String text) throws IOException {
        Files.writeString(
                folder.resolve("logs").resolve("audit.log"),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private String event() {
        events++;
        return "{\"@timestamp\":\"2026-03-15T14:30:22.123Z\",\"ecs\":{\"version\":\"1\"},\"event\":{\"kind\":\"event\","
                + "\"action\":\"deny\"},\"user\":{\"id\":\"" + events + "\"}}\n";
    }

    private ShipperSettings settings() {
        return ShipperSettings.of(folder.resolve("logs") + "/audit*.log*", folder.resolve("state"));
    }

    private Future<?> start(AuditShipper shipper) {
        return threads.submit(() -> {
            shipper.run();
            return null;
        });
    }

    private void shipToEnd() throws Exception {
        new AuditShipper(settings().withExitAtEnd(true), elasticsearch, InstantSource.system()).run();
    }

    private List<JsonNode> documents(String stream) {
        return elasticsearch.documents(stream).stream().map(Map.Entry::getValue).toList();
    }

    private void assertAllShippedOnce() {
        assertThat(documents(AUDIT))
                .extracting(document -> document.at("/user/id").asInt())
                .doesNotHaveDuplicates()
                .hasSize(events);
    }

    @Test
    void aLineIsItsDocument() throws Exception {
        append(event());
        shipToEnd();

        ObjectNode document = (ObjectNode) documents(AUDIT).get(0);
        assertThat(((ObjectNode) document.get("event")).remove("ingested").isTextual())
                .isTrue();
        assertThat(document)
                .isEqualTo(
                        json.readTree(
                                "{\"@timestamp\":\"2026-03-15T14:30:22.123Z\",\"ecs\":{\"version\":\"9.2.0\"},"
                                        + "\"event\":{\"kind\":\"event\",\"action\":\"deny\"},\"user\":{\"id\":\"1\"},"
                                        + "\"data_stream\":{\"type\":\"logs\",\"dataset\":\"llm_gateway.audit\",\"namespace\":\"default\"}}"));
    }

    @Test
    void equalLinesAreAllKeptAndNoneIsSentAgain() throws Exception {
        String line = event();
        append(line + line + line);
        shipToEnd();
        shipToEnd();
        append(line);
        shipToEnd();

        assertThat(documents(AUDIT)).hasSize(4);
    }

    @Test
    void whatIsNoEventIsKeptWithItsReason() throws Exception {
        append(event() + "no json\n[1]\n\n{\"user\":1}\n{\"@timestamp\":\"yesterday\"}\n{\"a\":1,\"a\":2}\n" + event());
        shipToEnd();

        assertAllShippedOnce();
        assertThat(documents(INVALID))
                .extracting(
                        document -> document.at("/llm_gateway/invalid/reason").asText())
                .containsExactlyInAnyOrder(
                        "not_json", "not_an_object", "empty", "missing_field", "bad_timestamp", "not_json");
        assertThat(documents(INVALID))
                .extracting(document -> document.at("/event/original").asText())
                .contains("no json", "[1]");
    }

    @Test
    void rotationLosesNothing() throws Exception {
        Path logs = folder.resolve("logs");
        AuditShipper shipper = new AuditShipper(settings(), elasticsearch, InstantSource.system());
        Future<?> running = start(shipper);
        for (int file = 0; file < 5; file++) {
            append(event() + event());
            Files.move(logs.resolve("audit.log"), logs.resolve("audit-" + file + "-1.log"));
            append(event());
        }
        await().atMost(PATIENCE).until(() -> documents(AUDIT).size() >= events);
        shipper.stop();
        running.get();
        shipToEnd();

        assertAllShippedOnce();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void deathAtAnyRequestLosesAndDoublesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        for (int life = 0; life < 5; life++) {
            DyingElasticsearch dying = new DyingElasticsearch(elasticsearch, random.nextInt(6), random.nextBoolean());
            Future<?> running = start(new AuditShipper(settings(), dying, InstantSource.system()));
            while (!dying.isDead()) {
                if (running.isDone()) {
                    running.get(); // tells why
                }
                append(event() + event());
                Thread.sleep(1);
            }
            running.cancel(true);
            await().atMost(PATIENCE).until(() -> {
                try (StateLock lock = StateLock.tryAcquire(folder.resolve("state"))) {
                    return lock != null;
                }
            });
            if (random.nextBoolean()) {
                elasticsearch.rollOver(AUDIT);
            }
        }
        shipToEnd();

        assertAllShippedOnce();
    }

    @Test
    void withoutItsCheckpointNothingIsDoubled() throws Exception {
        append(event() + event());
        shipToEnd();
        Files.delete(folder.resolve("state").resolve("checkpoint.json"));
        elasticsearch.rollOver(AUDIT);
        append(event());
        shipToEnd();

        assertAllShippedOnce();
    }
}
