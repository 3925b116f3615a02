package tollgate.stream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.shipper.Oracle;
import tollgate.shipper.TestPrices;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.stream.DocumentHeaders;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamCounts;
import tollgate.stream.StreamSettings;

class RequestTopologyTest {
    private static final Instant START = Instant.parse("2026-03-15T14:30:30Z");
    private static final String SIX_FIELDS = "{\"timestamp\":\"2026-03-15T14:30:22Z\",\"request_id\":\"abc123\","
            + "\"model_name\":\"qianwen-turbo\",\"input_tokens\":320,\"output_tokens\":512,\"latency_ms\":1250}";

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final Oracle oracle = new Oracle(7);
    private final StreamCounts counts = new StreamCounts();
    private final AtomicLong closings = new AtomicLong();
    private final RocksMemory memory = new RocksMemory();
    private StreamSettings settings;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> lines;

    @BeforeEach
    void start() {
        settings = StreamSettings.of(folder);
        driver = new TopologyTestDriver(
                RequestTopology.of(settings, new TestPrices(), counts, closings::get),
                RequestTopology.configuration(
                        settings, KafkaConnection.of("localhost:9092", java.util.Map.of()), 1, memory),
                START);
        lines = driver.createInputTopic(
                settings.topics().requests(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                START,
                Duration.ZERO);
    }

    @AfterEach
    void stop() {
        driver.close();
        memory.close();
    }

    @Test
    void everyLineHasItsDocumentAndEverySumIsRight() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(oracle.line().strip());
        }
        all.forEach(line -> send(line, START));
        closeAll();

        oracle.assertRequests(documents(settings.topics().enriched(), "logs-llm_gateway.request-default"));
        List<JsonNode> usage = documents(settings.topics().usage(), null);
        oracle.assertUsage(of("llm_gateway.usage", usage), of("llm_gateway.usage_hourly", usage));
        oracle.assertBooks(of("llm_gateway.reconciliation", usage));
        assertThat(counts.snapshot()).isEqualTo(new StreamCounts.Snapshot(1_000, 0, 0, 0, usage.size(), 0, 0, 0, 0));
    }

    @Test
    void lineThatComesAgainCountsOnceWhateverIsBetween() throws IOException {
        Random random = new Random(11);
        List<String> sent = new ArrayList<>();
        Instant now = START;
        int again = 0;
        for (int i = 0; i < 800; i++) {
            if (!sent.isEmpty() && random.nextInt(4) == 0) {
                send(sent.get(random.nextInt(sent.size())), now);
                again++;
            } else {
                String line = oracle.line().strip();
                sent.add(line);
                send(line, now);
            }
            now = now.plusMillis(random.nextInt(7_000)); // 47 minutes in all
        }
        closeAll();

        oracle.assertRequests(documents(settings.topics().enriched(), "logs-llm_gateway.request-default"));
        List<JsonNode> usage = documents(settings.topics().usage(), null);
        oracle.assertUsage(of("llm_gateway.usage", usage), of("llm_gateway.usage_hourly", usage));
        assertThat(counts.snapshot().duplicates()).isEqualTo(again);
        assertThat(usage.stream()
                        .mapToInt(document ->
                                document.at("/llm_gateway/lines/repeated").asInt())
                        .sum())
                .isEqualTo(again);
    }

    @Test
    void lineIsRememberedForAnHourAndForgottenAfterTwo() {
        send(SIX_FIELDS, START);
        send(SIX_FIELDS, START.plus(Duration.ofMinutes(59)));
        assertThat(counts.snapshot().duplicates()).isEqualTo(1);
        send("x", START.plus(Duration.ofHours(3))); // time goes on with the lines that come
        send(SIX_FIELDS, START.plus(Duration.ofHours(3)));
        assertThat(counts.snapshot().duplicates()).isEqualTo(1);
    }

    @Test
    void windowClosesWhenItIsOverAndALateLineCorrectsItByTheNextRevision() throws IOException {
        send(SIX_FIELDS, START);
        driver.advanceWallClockTime(Duration.ofSeconds(59)); // 14:31:29
        assertThat(documents(settings.topics().usage(), null)).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(2)); // 14:31:31
        List<JsonNode> first =
                of("llm_gateway.usage", documents(settings.topics().usage(), null));
        send(SIX_FIELDS.replace("abc123", "late"), START.plusSeconds(61));
        driver.advanceWallClockTime(Duration.ofSeconds(31));
        List<JsonNode> second =
                of("llm_gateway.usage", documents(settings.topics().usage(), null));

        assertThat(first).singleElement().satisfies(document -> {
            assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-03-15T14:30:00.000Z");
            assertThat(document.at("/llm_gateway/revision").asInt()).isZero();
            assertThat(document.at("/llm_gateway/requests").asInt()).isEqualTo(1);
        });
        assertThat(second).singleElement().satisfies(document -> {
            assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-03-15T14:30:00.000Z");
            assertThat(document.at("/llm_gateway/revision").asInt()).isEqualTo(1);
            assertThat(document.at("/llm_gateway/requests").asInt()).isEqualTo(1);
            assertThat(document.at("/gen_ai/usage/output_tokens").asInt()).isEqualTo(512);
        });
        assertThat(counts.snapshot().late()).isEqualTo(1);
    }

    @Test
    void refusedLineIsKeptWithItsReasonAndTheNextOnesAreRead() throws IOException {
        send("{\"timestamp\":", START);
        lines.pipeInput(new TestRecord<byte[], byte[]>(null, null, START));
        send(SIX_FIELDS, START);

        List<JsonNode> refused = documents(settings.topics().invalid(), "logs-llm_gateway.invalid-default");
        assertThat(refused)
                .extracting(
                        document -> document.at("/llm_gateway/invalid/reason").asText())
                .containsExactly("not_json", "empty");
        assertThat(refused.getFirst().at("/event/original").asText()).isEqualTo("{\"timestamp\":");
        assertThat(refused.getFirst().at("/log/file/path").asText()).isEqualTo("kafka:tollgate.requests-0");
        assertThat(refused.get(1).at("/log/offset").asInt()).isEqualTo(1);
        assertThat(documents(settings.topics().enriched(), null)).hasSize(1);
        assertThat(counts.snapshot().refused()).isEqualTo(2);
    }

    @Test
    void refusedLineOfAFileHasTheIdentityOfItsPlaceThere() throws IOException {
        for (int offset : new int[] {0, 9, 9}) { // the last one was sent again
            RecordHeaders headers = new RecordHeaders();
            LinePlace.write(new FilePosition("/log/a", "", new FileIdentity("1234"), offset, 0), headers);
            lines.pipeInput(new TestRecord<>(null, utf8("bad line"), headers, START));
        }
        List<JsonNode> refused = documents(settings.topics().invalid(), null);
        assertThat(refused)
                .extracting(document -> document.at("/log/file/path").asText() + " "
                        + document.at("/log/offset").asInt())
                .containsExactly("/log/a 0", "/log/a 9");
        assertThat(counts.snapshot().duplicates()).isEqualTo(1);
    }

    @Test
    void messageSaysToWhichStreamItsDocumentBelongsAndWhenTheEventWas() {
        send(SIX_FIELDS, START);
        var message = driver.createOutputTopic(
                        settings.topics().enriched(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        assertThat(DocumentHeaders.read(message.headers()))
                .isEqualTo(new DocumentHeaders(
                        "logs-llm_gateway.request-default",
                        Instant.parse("2026-03-15T14:30:22Z"),
                        Instant.parse("2026-03-15T14:30:23.250Z")));
        // By when the line came, since Kafka deletes what is old.
        assertThat(message.timestamp()).isEqualTo(START.toEpochMilli());
        assertThat(message.key()).hasSize(24);
    }

    private void send(String line, Instant arrived) {
        lines.pipeInput(null, utf8(line), arrived);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void closeAll() {
        closings.incrementAndGet();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** What a topic has got since it was last looked at; all of one data stream where one is given. */
    private List<JsonNode> documents(String topic, @org.jspecify.annotations.Nullable String stream)
            throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (var message : driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()) {
            DocumentHeaders headers = DocumentHeaders.read(message.headers());
            assertThat(headers).isNotNull();
            if (stream != null && headers != null) {
                assertThat(headers.stream()).isEqualTo(stream);
            }
            documents.add(json.readTree(message.value()));
        }
        return documents;
    }

    private static List<JsonNode> of(String dataset, List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> document.at("/data_stream/dataset").asText().equals(dataset))
                .toList();
    }
}
