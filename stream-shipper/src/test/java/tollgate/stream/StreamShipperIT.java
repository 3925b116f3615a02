package tollgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.adapters.LineFormats;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.Oracle;
import tollgate.shipper.RealElasticsearch;
import tollgate.shipper.TestPrices;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;
import tollgate.stream.load.LoadMeter;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.Topics;

/** Files, a real Kafka, instances that come and go, and a real Elasticsearch. */
class StreamShipperIT {
    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final ElasticsearchExtension ELASTICSEARCH = ElasticsearchExtension.v8();

    @TempDir
    Path folder;

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Topics topics = new Topics(name);
    private final Oracle oracle = new Oracle(17);
    private final Random random = new Random(5);
    private final List<StreamShipper> shippers = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private KafkaConnection kafka;
    private Cluster cluster;
    private int refused;

    @BeforeEach
    void connect() throws Exception {
        kafka = KafkaConnection.of(KAFKA.bootstrap(), Map.of());
        cluster = RealElasticsearch.connect(ELASTICSEARCH.uri());
    }

    @AfterEach
    void close() throws IOException {
        shippers.forEach(StreamShipper::close);
        cluster.close();
    }

    @Test
    void instancesThatComeAndGoBringEachLineOnceAndAllSumsAreRight() throws Exception {
        write("requests-1.log", 4_000);
        produce();
        StreamShipper first = start("1");
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(60))
                .until(() -> first.counts().lines() > 0);
        start("2");
        write("requests-2.log", 3_000);
        produce();
        await().ignoreExceptions().atMost(Duration.ofSeconds(60)).until(() -> requests() > 5_000);
        first.close();
        shippers.remove(first);
        start("3");
        cluster.client().indices().rollover(request -> request.alias(DataStream.REQUEST.in(name)));
        write("requests-3.log", 3_000);
        produce();
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(90))
                .until(() ->
                        requests() == 10_000 && documents(DataStream.INVALID).size() == refused);
        closeWindows();

        oracle.assertRequests(documents(DataStream.REQUEST));
        oracle.assertUsage(documents(DataStream.USAGE), documents(DataStream.USAGE_HOURLY));
        oracle.assertBooks(documents(DataStream.RECONCILIATION));
        List<String> findings = new ArrayList<>();
        Verification found = new Verifier(cluster, name, LineFormats.of(LineFormats.TOLLGATE), 1, findings::add)
                .verify(InputPattern.of(folder + "/logs/requests*.log"), Instant.MIN, lines -> {});
        assertThat(findings).isEmpty();
        assertThat(found).isEqualTo(new Verification(written.size(), refused, written.size() - refused, 0, 0, 0));
    }

    /** Lines of which some come twice, in one file or in two, and some are none. */
    private void write(String file, int lines) throws IOException {
        Path log = Files.createDirectories(folder.resolve("logs")).resolve(file);
        List<String> some = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            some.add(oracle.line().strip());
            if (random.nextInt(20) == 0) {
                some.add(i % 2 == 0 || written.isEmpty() ? some.get(random.nextInt(some.size())) : good());
            }
            if (random.nextInt(100) == 0) {
                some.add("bad line " + i);
            }
        }
        // All of them are kept, equal ones too, since each has its place.
        refused += (int) some.stream().filter(line -> line.startsWith("bad")).count();
        written.addAll(some);
        Files.write(log, some, StandardOpenOption.CREATE_NEW);
    }

    private String good() {
        String line = "bad";
        while (line.startsWith("bad")) {
            line = written.get(random.nextInt(written.size()));
        }
        return line;
    }

    private void produce() throws StreamException, InterruptedException {
        LogProducer producer = new LogProducer(
                new ProducerSettings(
                        folder + "/logs/requests*.log",
                        folder.resolve("producer"),
                        LineFormats.TOLLGATE,
                        topics,
                        TopicSettings.DEFAULT,
                        true,
                        200_000,
                        Duration.ofMillis(10)),
                kafka,
                InstantSource.system());
        producer.run(line -> {});
    }

    private StreamShipper start(String instance) throws Exception {
        StreamSettings settings = new StreamSettings(
                topics,
                TopicSettings.DEFAULT,
                folder.resolve("state-" + instance),
                null,
                1,
                0,
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                LineFormats.TOLLGATE,
                name,
                Duration.ofSeconds(30),
                SloThresholds.DEFAULT,
                100_000,
                2,
                Duration.ofMillis(500));
        StreamShipper shipper = StreamShipper.start(
                settings,
                kafka,
                new HttpBulkTransport(cluster),
                new TestPrices(),
                LoadMeter.NONE,
                InstantSource.system(),
                line -> {});
        shippers.add(shipper);
        return shipper;
    }

    private int requests() throws IOException {
        return documents(DataStream.REQUEST).size();
    }

    /** All windows, wherever their partitions are by now. */
    private void closeWindows() {
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    shippers.forEach(StreamShipper::closeWindows);
                    long counted = documents(DataStream.RECONCILIATION).stream()
                            .mapToLong(document ->
                                    document.at("/llm_gateway/lines/read").asLong())
                            .sum();
                    long hours = documents(DataStream.USAGE_HOURLY).stream()
                            .mapToLong(document ->
                                    document.at("/llm_gateway/requests").asLong())
                            .sum();
                    return counted >= written.size() && hours >= 10_000;
                });
    }

    private List<JsonNode> documents(DataStream stream) throws IOException {
        return RealElasticsearch.documents(cluster, stream.in(name)).stream()
                .map(RealElasticsearch.Document::source)
                .toList();
    }
}
