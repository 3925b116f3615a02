package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import co.elastic.clients.elasticsearch._types.OpType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.adapters.LineFormats;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;
import tollgate.shipper.RealElasticsearch.Document;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.LedgerVerifier;
import tollgate.shipper.verify.ReconciledLedger;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

/** What holds on every version of a real Elasticsearch. */
abstract class ShipperContract {
    private static final Path CONTRACT_FILES = Path.of("../request-log/src/test/resources");

    @TempDir
    Path folder;

    private final Oracle oracle = new Oracle(3);
    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> findings = new ArrayList<>();
    private Cluster cluster;
    private Path log;

    abstract URI server();

    @BeforeEach
    void connect() throws Exception {
        cluster = RealElasticsearch.connect(server());
        log = folder.resolve("requests.log");
    }

    @AfterEach
    void close() throws IOException {
        cluster.close();
    }

    @Test
    void everyLineIsThereAndEverySumIsRight() throws Exception {
        append(oracle.lines(12_000).getBytes(StandardCharsets.UTF_8));

        ship();

        oracle.assertRequests(sources(DataStream.REQUEST));
        oracle.assertUsage(sources(DataStream.USAGE), sources(DataStream.USAGE_HOURLY));
        oracle.assertBooks(sources(DataStream.RECONCILIATION));
        assertThat(verify()).isEqualTo(new Verification(12_000, 0, 12_000, 0, 0, 0));
        assertThat(findings).isEmpty();
    }

    @Test
    void rolloverBetweenTwoReplaysDoublesNothing() throws Exception {
        append(oracle.lines(3_000).getBytes(StandardCharsets.UTF_8));
        ship();
        Files.delete(folder.resolve("state/checkpoint.json"));
        cluster.client().indices().rollover(request -> request.alias(DataStream.REQUEST.in(namespace)));

        ship();

        oracle.assertRequests(sources(DataStream.REQUEST));
        assertThat(verify()).isEqualTo(new Verification(3_000, 0, 3_000, 0, 0, 0));
    }

    @Test
    void fileThatIsSentAgainAfterARolloverCountsOnce() throws Exception {
        String lines = oracle.lines(2_000);
        append(lines.getBytes(StandardCharsets.UTF_8));
        ship();
        cluster.client().indices().rollover(request -> request.alias(DataStream.REQUEST.in(namespace)));
        Files.writeString(folder.resolve("requests-again.log"), oracle.line() + lines);

        ship();

        oracle.assertRequests(sources(DataStream.REQUEST));
        oracle.assertUsage(sources(DataStream.USAGE), sources(DataStream.USAGE_HOURLY));
    }

    @Test
    void garbageIsIndexedOrKeptWithItsReason() throws Exception {
        Random random = new Random(5);
        int lines = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] line = switch (random.nextInt(3)) {
                case 0 -> oracle.line().strip().getBytes(StandardCharsets.UTF_8);
                case 1 -> random(random);
                default -> broken(random);
            };
            append(line);
            append(new byte[] {'\n'});
            lines++;
        }
        for (Path trap : contractLines()) {
            // Two lines of one id and time are one request, and these are not.
            byte[] bytes = Files.readString(trap, StandardCharsets.ISO_8859_1)
                    .replace("abc123", "id-" + lines)
                    .getBytes(StandardCharsets.ISO_8859_1);
            append(bytes);
            append(bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? new byte[0] : new byte[] {'\n'});
            lines++;
        }

        ship();

        Verification found = verify();
        assertThat(found.lines()).isEqualTo(lines);
        assertThat(found.indexed() + found.refused()).isEqualTo(lines);
        assertThat(found.isClean()).isTrue();
        List<JsonNode> invalid = sources(DataStream.INVALID);
        assertThat(invalid).hasSize((int) found.refused()).allSatisfy(document -> {
            assertThat(document.at("/llm_gateway/invalid/reason").asText()).isNotEmpty();
            assertThat(document.at("/event/original").isTextual()).isTrue();
        });
        assertThat(found.refused()).isGreaterThan(1_500);
    }

    @Test
    void verifyFindsWhatIsLostDoubledAndChanged() throws Exception {
        append(oracle.lines(500).getBytes(StandardCharsets.UTF_8));
        append("not json\n".getBytes(StandardCharsets.UTF_8));
        ship();
        List<Document> documents = RealElasticsearch.documents(cluster, DataStream.REQUEST.in(namespace));
        Document lost = documents.get(10);
        Document doubled = documents.get(20);
        Document changed = documents.get(30);
        cluster.client().delete(request -> request.index(lost.index()).id(lost.id()));
        ObjectNode other = changed.source().deepCopy();
        other.withObject("/gen_ai/usage").put("input_tokens", 123_456_789);
        var stored =
                cluster.client().get(request -> request.index(changed.index()).id(changed.id()), JsonNode.class);
        cluster.client()
                .index(request -> request.index(changed.index())
                        .id(changed.id())
                        .ifSeqNo(stored.seqNo())
                        .ifPrimaryTerm(stored.primaryTerm())
                        .document(other));
        cluster.client().indices().rollover(request -> request.alias(DataStream.REQUEST.in(namespace)));
        cluster.client()
                .index(request -> request.index(DataStream.REQUEST.in(namespace))
                        .id(doubled.id())
                        .opType(OpType.Create)
                        .document(doubled.source()));

        assertThat(verify()).isEqualTo(new Verification(501, 1, 499, 1, 1, 1));
        assertThat(findings)
                .containsExactlyInAnyOrder(
                        "lost: request " + lost.id(),
                        "doubled: " + doubled.id(),
                        "differing: " + changed.id() + " in gen_ai.usage.input_tokens");
    }

    @Test
    void booksNameTheMinuteOfWhateverIsMissing() throws Exception {
        assumeThat(cluster.version())
                .as("the 9.x server that can be had here lacks ES|QL")
                .startsWith("8.");
        append(oracle.lines(2_000).getBytes(StandardCharsets.UTF_8));
        append("not json\n".repeat(3).getBytes(StandardCharsets.UTF_8));
        ship();
        assertThat(reconcile().isClean()).as(findings.toString()).isTrue();
        assertThat(reconcile().lines()).isEqualTo(2_003);
        Document request = deleteOne(DataStream.REQUEST, 17);
        Document refused = deleteOne(DataStream.INVALID, 1);

        ReconciledLedger found = reconcile();

        assertThat(found.differing()).isEqualTo(2);
        assertThat(findings.get(0))
                .startsWith("differing: minute " + minute(request))
                .contains("in the request stream (-1)");
        assertThat(findings.get(1))
                .isEqualTo("differing: minute " + minute(refused)
                        + ":00.000Z: 3 lines refused by the books, 2 in the invalid stream (-1)");

        findings.clear();
        Document usage = deleteOne(DataStream.USAGE, 50);
        long requests = usage.source().at("/llm_gateway/requests").asLong();
        reconcile();
        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("differing: minute " + minute(usage))
                        .contains("in the usage windows (-" + requests + ")"));
    }

    private static String minute(Document document) {
        return document.source().at("/@timestamp").asText().substring(0, 16);
    }

    private Document deleteOne(DataStream stream, int number) throws IOException {
        Document chosen =
                RealElasticsearch.documents(cluster, stream.in(namespace)).get(number);
        cluster.client().delete(request -> request.index(chosen.index()).id(chosen.id()));
        return chosen;
    }

    private ReconciledLedger reconcile() throws IOException {
        return new LedgerVerifier(cluster, namespace, findings::add)
                .verify(Instant.EPOCH, Instant.now().plusSeconds(60));
    }

    private static byte[] random(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == (byte) '\n' ? (byte) 'n' : bytes[i];
        }
        return bytes;
    }

    /** A request line that was cut somewhere; its oracle is not the shared one, since it is not to be indexed. */
    private static byte[] broken(Random random) {
        byte[] line = new Oracle(random.nextLong()).line().strip().getBytes(StandardCharsets.UTF_8);
        return java.util.Arrays.copyOf(line, random.nextInt(line.length));
    }

    private static List<Path> contractLines() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String kind : List.of("golden", "refused")) {
            try (Stream<Path> files = Files.list(CONTRACT_FILES.resolve(kind))) {
                files.filter(file -> file.toString().matches(".*\\.line(\\.json)?"))
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }

    private List<JsonNode> sources(DataStream stream) throws IOException {
        return RealElasticsearch.documents(cluster, stream.in(namespace)).stream()
                .map(Document::source)
                .toList();
    }

    private Verification verify() throws IOException {
        Verifier verifier = new Verifier(cluster, namespace, LineFormats.of(LineFormats.TOLLGATE), 1, findings::add);
        return verifier.verify(InputPattern.of(settings().input()), Instant.MIN, lines -> {});
    }

    private void ship() throws Exception {
        new Shipper(settings(), new HttpBulkTransport(cluster), new TestPrices(), InstantSource.system()).run();
    }

    private ShipperSettings settings() {
        return ShipperSettings.of(folder + "/requests*.log", folder.resolve("state"))
                .withNamespace(namespace)
                .withExitAtEnd(true);
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
