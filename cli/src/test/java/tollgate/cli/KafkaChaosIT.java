package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.Oracle;
import tollgate.shipper.RealElasticsearch;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.stream.KafkaConnection;
import tollgate.stream.StreamSettings;
import tollgate.stream.StreamShipper;
import tollgate.stream.load.LoadMeter;

/**
 * A producer, three brokers, two shippers and Elasticsearch, each a process of its own. While requests are written, of which one in
 * twenty is written again, all of them are killed (SIGKILL), partitions get other leaders, and the stream of requests rolls over, in
 * an order by a seed. In the end the documents must be those of the requests, each once, and all sums those that an independent oracle
 * has drawn. {@code -Dchaos.seeds=1,2} plays the histories of these seeds, {@code -Dchaos.requests=N} sets their length.
 */
class KafkaChaosIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVERS = ElasticsearchExtension.v8();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final int REQUESTS = Integer.getInteger("chaos.requests", 8_000);
    /** Each kind of event happens once for so many requests, and once at least. */
    private static final int REQUESTS_PER_ROUND = 50_000;

    private enum Event {
        BROKER_DIES,
        BROKER_AND_SHIPPER_DIE,
        SHIPPER_DIES,
        SHIPPER_DIES_WITH_ITS_DISK,
        SHIPPER_RESTARTS,
        PRODUCER_DIES,
        ELASTICSEARCH_DIES,
        LEADERS_MOVE,
        STREAM_ROLLS_OVER
    }

    @TempDir
    Path folder;

    private final List<String> history = new ArrayList<>();

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("chaos.seeds", "1").split(",", -1))
                .mapToLong(seed -> Long.parseLong(seed.strip()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void whateverDiesEachRequestIsThereOnceAndAllSumsAreRight(long seed) throws Exception {
        Instant start = Instant.now();
        Random random = new Random(seed);
        Oracle oracle = new Oracle(seed);
        Path logs = Files.createDirectory(folder.resolve("logs"));
        LocalKafka kafka = KAFKA.cluster(3);
        try (kafka;
                ChaosElasticsearch elasticsearch = new ChaosElasticsearch(SERVERS.server());
                ChaosProcesses processes = new ChaosProcesses(folder, logs, kafka.bootstrap(), elasticsearch.uri());
                ChaosLog log = new ChaosLog(logs, oracle, REQUESTS, random.nextLong())) {
            processes.startAll();
            List<Event> events = events(random);
            for (int i = 0; i < events.size(); i++) {
                log.letUpTo((int) (REQUESTS * (i + 1L) / (events.size() + 1)));
                Thread.sleep(200 + random.nextInt(1_300)); // anywhere in the work
                history.add(events.get(i) + " after " + log.requests() + " requests");
                happen(events.get(i), random, kafka, elasticsearch, processes);
                await().atMost(Duration.ofMinutes(5)).until(log::isAtItsLimit);
            }
            log.awaitEnd();
            processes.close();
            processes.produceToTheEnd();
            settle(kafka, elasticsearch);
            try (Cluster cluster = RealElasticsearch.connect(elasticsearch.uri())) {
                assertThat(elasticsearch.count(cluster, DataStream.REQUEST))
                        .as("documents after %s", history)
                        .isEqualTo(REQUESTS);
                oracle.assertRequests(elasticsearch.requestIds(cluster));
                oracle.assertUsage(
                        elasticsearch.documents(cluster, DataStream.USAGE),
                        elasticsearch.documents(cluster, DataStream.USAGE_HOURLY));
                oracle.assertBooks(elasticsearch.documents(cluster, DataStream.RECONCILIATION));
                assertThat(elasticsearch.count(cluster, DataStream.INVALID)).isZero();
            }
            long copies = ChaosTopics.lines(kafka.bootstrap()) - REQUESTS;
            assertThat(copies).as("lines that came again").isPositive();
            System.err.printf(
                    "Seed %d: %,d requests, lost 0, doubled 0; %,d copies suppressed; %d events in %d s: %s%n",
                    seed,
                    REQUESTS,
                    copies,
                    events.size(),
                    Duration.between(start, Instant.now()).toSeconds(),
                    counted(events));
        }
    }

    private static String counted(List<Event> events) {
        return events.stream()
                .collect(Collectors.groupingBy(event -> event, TreeMap::new, Collectors.counting()))
                .toString();
    }

    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < Math.max(1, REQUESTS / REQUESTS_PER_ROUND); i++) {
            List<Event> round = new ArrayList<>(List.of(Event.values()));
            Collections.shuffle(round, random);
            events.addAll(round);
        }
        return events;
    }

    private static void happen(
            Event event, Random random, LocalKafka kafka, ChaosElasticsearch elasticsearch, ChaosProcesses processes)
            throws Exception {
        int shipper = random.nextInt(ChaosProcesses.SHIPPERS);
        int broker = 1 + random.nextInt(3);
        switch (event) {
            case BROKER_DIES -> {
                kafka.kill(broker);
                Thread.sleep(random.nextInt(3_000));
                kafka.restart(broker);
            }
            case BROKER_AND_SHIPPER_DIE -> {
                kafka.kill(broker);
                processes.killShipper(shipper);
                kafka.restart(broker);
                processes.startShipper(shipper);
            }
            case SHIPPER_DIES -> {
                processes.killShipper(shipper);
                Thread.sleep(random.nextInt(2_000));
                processes.startShipper(shipper);
            }
            case SHIPPER_DIES_WITH_ITS_DISK -> {
                processes.killShipper(shipper);
                processes.forgetState(shipper);
                processes.startShipper(shipper);
            }
            case SHIPPER_RESTARTS -> {
                processes.stopShipper(shipper);
                processes.startShipper(shipper);
            }
            case PRODUCER_DIES -> {
                processes.killProducer();
                processes.startProducer();
            }
            case ELASTICSEARCH_DIES -> elasticsearch.dieAndComeBack(random.nextInt(2_000));
            case LEADERS_MOVE -> ChaosTopics.moveLeaders(kafka.bootstrap(), random);
            case STREAM_ROLLS_OVER -> elasticsearch.rollOver();
        }
    }

    /** One more instance, without any state, takes over all that is left, and closes all windows. */
    private void settle(LocalKafka kafka, ChaosElasticsearch elasticsearch) throws Exception {
        try (Cluster cluster = RealElasticsearch.connect(elasticsearch.uri());
                StreamShipper last = StreamShipper.start(
                        StreamSettings.of(folder.resolve("state-last")),
                        KafkaConnection.of(kafka.bootstrap(), Map.of()),
                        new HttpBulkTransport(cluster),
                        ConfiguredEnricher.of(ChaosProcesses.environment(folder)),
                        LoadMeter.NONE,
                        InstantSource.system(),
                        line -> {})) {
            await("all is read and loaded after " + history)
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> {
                        last.check();
                        last.closeWindows();
                        return elasticsearch.count(cluster, DataStream.REQUEST) >= REQUESTS
                                && ChaosTopics.lag(kafka.bootstrap()) == 0
                                && elasticsearch.requests(cluster, DataStream.USAGE) >= REQUESTS
                                && elasticsearch.requests(cluster, DataStream.USAGE_HOURLY) >= REQUESTS
                                && elasticsearch.requests(cluster, DataStream.RECONCILIATION) >= REQUESTS;
                    });
        }
    }
}
