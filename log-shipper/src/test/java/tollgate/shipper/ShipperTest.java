package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.SloThresholds;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.shipper.bulk.InMemoryElasticsearch.Fault;
import tollgate.shipper.checkpoint.StateLock;

class ShipperTest {
    private static final String REQUESTS = "logs-llm_gateway.request-default";
    private static final String INVALID = "logs-llm_gateway.invalid-default";
    private static final String USAGE = "metrics-llm_gateway.usage-default";
    private static final String BOOKS = "metrics-llm_gateway.reconciliation-default";
    private static final String HOURLY = "metrics-llm_gateway.usage_hourly-default";

    @TempDir
    Path folder;

    private final InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
    private final Oracle oracle = new Oracle(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path log;
    private Path state;

    @BeforeEach
    void folders() throws IOException {
        log = Files.createDirectory(folder.resolve("logs")).resolve("requests.log");
        state = folder.resolve("state");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyLineIsADocumentAndEveryWindowAddsUp() throws Exception {
        append(oracle.lines(3_000));

        Shipper shipper = shipToEnd();

        assertAllShipped();
        ShipperCounts.Snapshot counts = shipper.counts().snapshot();
        assertThat(counts.lines()).isEqualTo(3_000);
        assertThat(counts.lines() + counts.reports()).isEqualTo(counts.created() + counts.thereAlready());
        assertThat(counts.thereAlready()).isZero();
    }

    @Test
    void nothingIsSentTwiceWhenItRunsAgain() throws Exception {
        append(oracle.lines(500));
        shipToEnd();
        append(oracle.lines(500));

        Shipper second = shipToEnd();

        assertAllShipped();
        assertThat(second.counts().snapshot().lines()).isEqualTo(500);
        assertThat(second.counts().snapshot().thereAlready()).isZero();
    }

    @Test
    void refusedLinesAreKeptWholeWithReasonAndPlace() throws Exception {
        String good = oracle.line();
        append(good + "not json\n" + "not json\n" + "{\"timestamp\":\"yesterday\"}\n" + "\n" + oracle.line());
        Files.write(log, new byte[] {(byte) 0xff, 'x', '\n'}, StandardOpenOption.APPEND);

        shipToEnd();

        assertAllShipped();
        List<JsonNode> invalid = documents(INVALID);
        assertThat(invalid)
                .extracting(document -> document.at("/event/original").asText() + "|"
                        + document.at("/llm_gateway/invalid/reason").asText() + "|"
                        + document.at("/llm_gateway/invalid/field").asText())
                .containsExactlyInAnyOrder(
                        "not json|not_json|",
                        "not json|not_json|",
                        "{\"timestamp\":\"yesterday\"}|bad_timestamp|timestamp",
                        "|empty|",
                        "/3g=|invalid_utf8|");
        assertThat(invalid)
                .filteredOn(document -> document.at("/event/original").asText().equals("not json"))
                .extracting(document -> document.at("/log/offset").asLong())
                .containsExactlyInAnyOrder((long) good.length(), good.length() + 9L);
        assertThat(invalid)
                .allSatisfy(document -> assertThat(document.at("/log/file/path").asText())
                        .isEqualTo(log.toRealPath().toString()));
    }

    @Test
    void refusedLinesAreNotDoubledEither() throws Exception {
        append("bad\n".repeat(50));
        shipToEnd();
        Files.delete(state.resolve("checkpoint.json"));

        shipToEnd();

        assertThat(documents(INVALID)).hasSize(50);
        assertThat(sum(documents(BOOKS), "/llm_gateway/lines/refused")).isEqualTo(50);
        assertThat(sum(documents(BOOKS), "/llm_gateway/lines/repeated")).isEqualTo(50);
    }

    /** Written in one minute, acknowledged in another: the books count it where its document stands. */
    @Test
    void refusedLineIsCountedInTheMinuteOfItsDocumentHoweverLateThatIsKnown() throws Exception {
        append("bad\n".repeat(30));
        InstantSource once = () -> java.time.Instant.parse("2026-03-15T14:30:30Z");
        DyingElasticsearch dying = new DyingElasticsearch(elasticsearch, 0, true);
        Future<?> running = start(new Shipper(settings(), dying, new TestPrices(), once));
        await().until(dying::isDead);
        running.cancel(true);
        await().until(() -> unlocked(state));
        append("worse\n".repeat(20));

        shipToEnd();

        assertThat(documents(INVALID)).hasSize(50);
        assertThat(refusedByMinute(BOOKS))
                .isEqualTo(refusedByMinute(INVALID))
                .hasSize(2)
                .containsEntry("2026-03-15T14:30", 30L);
    }

    @Test
    void lineTooLongIsKeptInPieces() throws Exception {
        String first = oracle.line();
        append(first + "y".repeat(3_000_000) + "\n" + oracle.line());

        run(settings().withExitAtEnd(true).withBatchBytes(30_000)).get();

        assertAllShipped();
        assertThat(documents(INVALID))
                .extracting(document -> document.at("/event/original").asText().length())
                .satisfies(lengths -> assertThat(
                                lengths.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(3_000_000));
    }

    @Test
    void lastLineWithoutLineFeedIsShippedAtTheEnd() throws Exception {
        String lines = oracle.lines(3);
        append(lines.substring(0, lines.length() - 1));

        shipToEnd();

        assertAllShipped();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000, 1 << 20, 1 << 22})
    void batchesOfAnySizeGiveTheSame(int batchBytes) throws Exception {
        append(oracle.lines(400) + "y".repeat(LineReader.MAX_LINE_BYTES) + "\n" + oracle.lines(3));

        run(settings().withExitAtEnd(true).withBatchBytes(batchBytes)).get();

        assertAllShipped();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void faultsCostNothing(Fault fault) throws Exception {
        append(oracle.lines(300));
        elasticsearch.failNext(fault);

        shipToEnd();

        if (fault == Fault.THIRD_REFUSED) {
            assertThat(documents(REQUESTS)).hasSize(200);
            assertThat(documents(USAGE).stream()
                            .mapToLong(document ->
                                    document.at("/llm_gateway/requests").asLong())
                            .sum())
                    .as("what Elasticsearch refused is not counted")
                    .isEqualTo(200);
            assertThat(sum(documents(BOOKS), "/llm_gateway/lines/read")).isEqualTo(300);
            assertThat(sum(documents(BOOKS), "/llm_gateway/lines/indexed")).isEqualTo(200);
            assertThat(sum(documents(BOOKS), "/llm_gateway/requests")).isEqualTo(200);
            assertThat(documents(INVALID))
                    .hasSize(100)
                    .allSatisfy(document -> assertThat(
                                    document.at("/llm_gateway/invalid/reason").asText())
                            .isEqualTo("rejected_by_elasticsearch"));
        } else {
            assertAllShipped();
        }
    }

    @Test
    void stateLostAndStreamRolledOverDoublesNothing() throws Exception {
        append(oracle.lines(300));
        shipToEnd();
        Files.delete(state.resolve("checkpoint.json"));
        elasticsearch.rollOver(REQUESTS);

        shipToEnd();

        oracle.assertRequests(documents(REQUESTS));
    }

    @Test
    void lineThatStandsTwiceCountsOnce() throws Exception {
        String lines = oracle.lines(300);
        append(lines + lines.substring(0, lines.indexOf('\n') + 1));
        shipToEnd();
        append(oracle.line() + lines);

        shipToEnd();

        assertAllShipped();
        assertThat(sum(documents(BOOKS), "/llm_gateway/lines/read")).isEqualTo(602);
        assertThat(sum(documents(BOOKS), "/llm_gateway/lines/repeated")).isEqualTo(301);
    }

    @Test
    void fileThatIsSentAgainCountsOnce() throws Exception {
        String lines = oracle.lines(300);
        append(lines);
        shipToEnd();
        Files.writeString(log.resolveSibling("requests-again.log"), oracle.line() + lines + oracle.lines(5));
        elasticsearch.rollOver(REQUESTS);
        elasticsearch.rollOver(USAGE);

        shipToEnd();

        assertAllShipped();
    }

    @Test
    void followsWhatIsWrittenWhileItRuns() throws Exception {
        Shipper shipper = new Shipper(settings(), elasticsearch, new TestPrices(), InstantSource.system());
        Future<?> running = start(shipper);
        for (int i = 0; i < 20; i++) {
            String lines = oracle.lines(10);
            append(lines.substring(0, 700)); // a line in two halves
            append(lines.substring(700));
        }

        await().until(() -> documents(REQUESTS).size() == 200);
        shipper.stop();
        running.get();
        shipToEnd(); // closes the windows

        assertAllShipped();
    }

    @Test
    void renamedFileIsReadToItsEnd() throws Exception {
        Shipper shipper = new Shipper(settings(), elasticsearch, new TestPrices(), InstantSource.system());
        Future<?> running = start(shipper);
        for (int round = 0; round < 5; round++) {
            append(oracle.lines(20));
            Path rotated = log.resolveSibling("requests-" + round + ".log");
            Files.move(log, rotated);
            Files.writeString(rotated, oracle.lines(5), StandardOpenOption.APPEND);
        }
        append(oracle.lines(7));

        await().until(() -> documents(REQUESTS).size() == 132);
        shipper.stop();
        running.get();
        shipToEnd();

        assertAllShipped();
    }

    @Test
    void fileRenamedWhileTheShipperIsDownIsReadOn() throws Exception {
        append(oracle.lines(20));
        shipToEnd();
        append(oracle.lines(20));
        Files.move(log, log.resolveSibling("requests-1.log"));
        append(oracle.lines(20));

        Shipper second = shipToEnd();

        assertAllShipped();
        assertThat(second.counts().snapshot().lines()).isEqualTo(40);
    }

    @Test
    void fileCopiedAndEmptiedIsReadOnInTheCopy() throws Exception {
        Shipper shipper = new Shipper(settings(), elasticsearch, new TestPrices(), InstantSource.system());
        Future<?> running = start(shipper);
        append(oracle.lines(50));
        await().until(() -> documents(REQUESTS).size() == 50);
        append(oracle.lines(30));
        Files.copy(log, log.resolveSibling("requests-1.log"));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        append(oracle.lines(10));

        await().until(() -> documents(REQUESTS).size() == 90);
        shipper.stop();
        running.get();
        Shipper last = shipToEnd();

        assertAllShipped();
        assertThat(shipper.counts().snapshot().lines()
                        + last.counts().snapshot().lines())
                .as("no line was read twice")
                .isEqualTo(90);
    }

    @Test
    void fileCopiedAndEmptiedWhileTheShipperIsDown() throws Exception {
        append(oracle.lines(50));
        shipToEnd();
        append(oracle.lines(30));
        Files.copy(log, log.resolveSibling("requests-1.log"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        append(oracle.lines(10));

        Shipper second = shipToEnd();

        assertAllShipped();
        assertThat(second.counts().snapshot().lines()).isEqualTo(40);
    }

    @Test
    void copyBesideItsOriginalSaysNothingNew() throws Exception {
        append(oracle.lines(50));
        Files.copy(log, log.resolveSibling("requests-copy.log"));
        append(oracle.lines(50));

        Shipper shipper = shipToEnd();

        assertAllShipped();
        assertThat(shipper.counts().snapshot().lines()).isEqualTo(100);
    }

    @Test
    void filesThatBeginAlikeAreDifferentFiles() throws Exception {
        Files.writeString(log.resolveSibling("requests-a.log"), "\n" + oracle.lines(20));
        Files.writeString(log.resolveSibling("requests-b.log"), "\n" + oracle.lines(30));

        shipToEnd();

        assertAllShipped();
    }

    @Test
    void fileDeletedAfterItWasRenamedIsStillReadToItsEnd() throws Exception {
        elasticsearch.failNext(Fault.BUSY, Fault.BUSY);
        Shipper shipper =
                new Shipper(settings().withBatchBytes(4_000), elasticsearch, new TestPrices(), InstantSource.system());
        append(oracle.lines(200));
        Future<?> running = start(shipper);
        await().until(() -> shipper.counts().snapshot().retried() > 0); // it holds the file
        Files.delete(log);

        await().until(() -> documents(REQUESTS).size() == 200);
        shipper.stop();
        running.get();
        shipToEnd();

        assertAllShipped();
    }

    @Test
    void otherThresholdsFromOneRunToTheNextLoseNoCountAndMixNone() throws Exception {
        append(oracle.lines(300));
        Shipper first = new Shipper(
                settings().withWindowGrace(Duration.ofDays(999)),
                elasticsearch,
                new TestPrices(),
                InstantSource.system());
        Future<?> running = start(first);
        await().until(() -> documents(REQUESTS).size() == 300);
        first.stop();
        running.get(); // with its windows open
        assertThat(documents(USAGE)).isEmpty();
        List<Long> latencies = documents(REQUESTS).stream()
                .filter(document -> document.at("/event/duration").isNumber())
                .map(document -> document.at("/event/duration").asLong())
                .toList();
        SloThresholds other = SloThresholds.parse("2s,40s");
        run(settings().withExitAtEnd(true).withThresholds(other)).get();
        append(oracle.lines(200));
        run(settings().withExitAtEnd(true).withThresholds(other)).get();

        oracle.assertRequests(documents(REQUESTS));
        for (String stream : List.of(USAGE, HOURLY)) {
            List<JsonNode> counted = documents(stream).stream()
                    .filter(document ->
                            document.at("/llm_gateway/latency/count").isNumber())
                    .toList();
            assertThat(counted)
                    .allSatisfy(document -> assertThat(
                                    document.at("/llm_gateway/latency/le_40s").isMissingNode())
                            .isNotEqualTo(
                                    document.at("/llm_gateway/latency/le_30s").isMissingNode()));
            assertThat(sum(counted, "/llm_gateway/latency/le_30s"))
                    .isEqualTo(latencies.stream()
                            .filter(nanos -> nanos <= 30_000_000_000L)
                            .count());
            assertThat(sum(
                            counted.stream()
                                    .filter(document -> document.at("/llm_gateway/latency/le_30s")
                                            .isNumber())
                                    .toList(),
                            "/llm_gateway/latency/count"))
                    .isEqualTo(latencies.size());
            assertThat(sum(documents(stream), "/llm_gateway/requests")).isEqualTo(500);
        }
    }

    /** Of the books what they say, of the invalid stream its documents. */
    private Map<String, Long> refusedByMinute(String stream) {
        Map<String, Long> refused = new java.util.TreeMap<>();
        documents(stream)
                .forEach(document -> refused.merge(
                        document.at("/@timestamp").asText().substring(0, 16),
                        document.at("/llm_gateway/lines/refused").asLong(1),
                        Long::sum));
        refused.values().removeIf(count -> count == 0);
        return refused;
    }

    private static long sum(List<JsonNode> documents, String pointer) {
        return documents.stream()
                .mapToLong(document -> document.at(pointer).asLong())
                .sum();
    }

    @Test
    void secondShipperOnTheSameStateSaysSoAndStops() throws Exception {
        Files.createDirectories(state);
        try (StateLock other = StateLock.tryAcquire(state)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() ->
                            new Shipper(settings(), elasticsearch, new TestPrices(), InstantSource.system()).run())
                    .isInstanceOf(ShipperException.class)
                    .hasMessage("another log-shipper uses the state folder " + state
                            + ": stop it, or give this one a folder of its own");
        }
    }

    /** As kill -9 does: the process is gone, and its thread never gets to write another byte. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void killedAnywhereLosesNothingAndDoublesNothing(long seed) throws Exception {
        append(oracle.lines(2_000));
        java.util.Random random = new java.util.Random(seed);
        for (int life = 0; life < 6; life++) {
            DyingElasticsearch dying = new DyingElasticsearch(elasticsearch, random.nextInt(25), random.nextBoolean());
            Future<?> running = start(
                    new Shipper(settings().withBatchBytes(20_000), dying, new TestPrices(), InstantSource.system()));
            while (!dying.isDead()) {
                if (running.isDone()) {
                    running.get(); // tells why
                }
                append(oracle.lines(10) + "bad\n");
                Thread.sleep(1);
            }
            running.cancel(true);
            await().until(() -> unlocked(state));
            if (random.nextBoolean()) {
                elasticsearch.rollOver(REQUESTS);
            }
        }

        shipToEnd();

        assertAllShipped();
        assertThat(refusedByMinute(BOOKS)).isEqualTo(refusedByMinute(INVALID)).isNotEmpty();
    }

    private static boolean unlocked(Path state) throws IOException {
        try (StateLock lock = StateLock.tryAcquire(state)) {
            return lock != null;
        }
    }

    private void assertAllShipped() {
        oracle.assertRequests(documents(REQUESTS));
        oracle.assertUsage(documents(USAGE), documents(HOURLY));
        oracle.assertBooks(documents(BOOKS));
    }

    private List<JsonNode> documents(String stream) {
        return elasticsearch.documents(stream).stream().map(Map.Entry::getValue).toList();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private ShipperSettings settings() {
        return new ShipperSettings(
                log.getParent() + "/requests*.log",
                state,
                "tollgate",
                "default",
                false,
                1 << 20,
                2,
                Duration.ofMillis(5),
                Duration.ofMillis(200),
                SloThresholds.DEFAULT,
                Duration.ofMillis(20));
    }

    private Shipper shipToEnd() throws Exception {
        Shipper shipper =
                new Shipper(settings().withExitAtEnd(true), elasticsearch, new TestPrices(), InstantSource.system());
        start(shipper).get();
        return shipper;
    }

    private Future<?> run(ShipperSettings settings) {
        return start(new Shipper(settings, elasticsearch, new TestPrices(), InstantSource.system()));
    }

    private Future<?> start(Shipper shipper) {
        return threads.submit(() -> {
            shipper.run();
            return null;
        });
    }
}
