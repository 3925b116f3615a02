package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

/**
 * Kills real processes at random moments under load, while logs are put aside and compressed. {@code -Dcrash.seeds=N} plays N histories; the seed of one that failed is in
 * its name.
 */
class CrashIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVERS = ElasticsearchExtension.v8();

    private static final int KILLS = 7;
    private static final int MAX_SERVER_KILLS = 2;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // the test sets it
    private Path logs;

    @SuppressWarnings("NullAway.Init") // the test sets it
    private LocalElasticsearch server;

    @SuppressWarnings("NullAway.Init") // the test sets it
    private Child shipper;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("crash.seeds", 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void killedAtRandomMomentsLosesNothingAndDoublesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        logs = Files.createDirectory(folder.resolve("logs"));
        server = SERVERS.server();
        try {
            shipper = ship();
            long written = killUnderLoad(random);
            shipper.terminate();
            shipper.awaitExit();

            Execution end = Execution.of(Map.of(), shipArguments("--exit-at-end"));
            assertThat(end.exitCode()).as(end.err()).isZero();

            assertNothingLostNothingDoubled(written);
        } finally {
            shipper.close();
            server.close();
        }
    }

    private long killUnderLoad(Random random) throws Exception {
        try (RequestLogWriter writer = new RequestLogWriter(logs, random.nextLong())) {
            int serverKills = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                Thread.sleep(200 + random.nextInt(1_800));
                int what = random.nextInt(3);
                boolean killServer = what != 0 && serverKills < MAX_SERVER_KILLS;
                if (what != 1 || !killServer) {
                    shipper.kill();
                }
                if (killServer) {
                    serverKills++;
                    server.kill();
                    Thread.sleep(random.nextInt(500));
                    server = LocalElasticsearch.start(server.settings(), line -> {});
                }
                if (what != 1 || !killServer) {
                    shipper = ship();
                }
            }
            Thread.sleep(500);
            writer.close();
            return writer.lines();
        }
    }

    private void assertNothingLostNothingDoubled(long written) throws Exception {
        Execution verified = Execution.of(
                Map.of(),
                "verify",
                "--json",
                "--input",
                logs + "/requests*.log*",
                "--elasticsearch",
                server.uri() + "");
        JsonNode found = new ObjectMapper().readTree(verified.out());
        assertThat(found.toString())
                .isEqualTo("{\"lines\":%d,\"refused\":0,\"indexed\":%d,\"lost\":0,\"doubled\":0,\"differing\":0}"
                        .formatted(written, written));
        assertThat(verified.exitCode()).isZero();
        Execution books = Execution.of(Map.of(), booksArguments());
        assertThat(books.exitCode()).as(books.out() + books.err()).isZero();
        assertThat(new ObjectMapper().readTree(books.out()).path("lines").asLong())
                .isEqualTo(written);
        try (Cluster cluster = Cluster.connect(ClusterSettings.of(server.uri(), Map.of()))) {
            assertThat(sums(cluster, "metrics-llm_gateway.usage-default", "SUM(llm_gateway.requests)"))
                    .isEqualTo(sums(cluster, "logs-llm_gateway.request-default", "COUNT(*)"))
                    .isEqualTo(sums(cluster, "metrics-llm_gateway.usage_hourly-default", "SUM(llm_gateway.requests)"))
                    .startsWith("[" + written + ",");
            assertPlantedLossIsFound(cluster);
        }
    }

    private void assertPlantedLossIsFound(Cluster cluster) throws Exception {
        var lost = cluster.client()
                .search(
                        search ->
                                search.index("logs-llm_gateway.request-default").size(1),
                        JsonNode.class)
                .hits()
                .hits()
                .getFirst();
        cluster.client().delete(request -> request.index(lost.index()).id(lost.id()));
        String minute =
                Objects.requireNonNull(lost.source()).at("/@timestamp").asText().substring(0, 16);

        Execution books = Execution.of(Map.of(), booksArguments());

        assertThat(books.exitCode()).isEqualTo(1);
        assertThat(books.err()).contains("differing: minute " + minute).contains("in the request stream (-1)");
        assertThat(books.out()).contains("\"differing\":1");
    }

    private String[] booksArguments() {
        return new String[] {
            "verify",
            "--json",
            "--to",
            Instant.now().plusSeconds(60).toString(),
            "--elasticsearch",
            server.uri().toString()
        };
    }

    private static String sums(Cluster cluster, String stream, String count) throws IOException {
        return EsqlTable.query(
                        cluster,
                        "FROM " + stream + " | STATS n = " + count
                                + ", input = SUM(gen_ai.usage.input_tokens), output = SUM(gen_ai.usage.output_tokens)",
                        Map.of())
                .rows()
                .getFirst()
                .toString();
    }

    private Child ship() throws IOException {
        return Child.start(shipArguments());
    }

    private String[] shipArguments(String... more) {
        URI uri = server.uri();
        String[] arguments = {
            "ship",
            "--input",
            logs + "/requests*.log*",
            "--elasticsearch",
            uri.toString(),
            "--state",
            folder.resolve("state").toString(),
            "--batch-bytes",
            "60000"
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
