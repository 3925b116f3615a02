package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.adapters.LineFormats;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.local.ElasticsearchSettings;
import tollgate.elasticsearch.local.LocalElasticsearch;
import tollgate.shipper.file.InputPattern;
import tollgate.shipper.verify.Verification;
import tollgate.shipper.verify.Verifier;

class DemoIT {
    @TempDir
    Path folder;

    @BeforeEach
    void letTheServerIn() throws IOException {
        // Root's server runs as nobody.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everyRequestSentIsLoggedAndIndexedOnceAndCountedInTheFigures() throws Exception {
        Execution demo = Execution.of(
                Map.of("SIMULATED_SPEED", "200"),
                "demo",
                "--exit",
                "--json",
                "--requests",
                "400",
                "--port",
                "0",
                "--console-port",
                "0",
                "--elasticsearch-port",
                "0",
                "--data",
                folder.toString());

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        JsonNode said = new ObjectMapper().readTree(demo.out());
        assertThat(said.path("sent").asInt()).isEqualTo(400);
        assertThat(said.path("logged").asInt()).isEqualTo(400);
        assertThat(said.path("indexed").asInt()).isEqualTo(400);
        assertThat(said.path("lost").asInt()).isZero();
        assertThat(said.path("doubled").asInt()).isZero();
        JsonNode models = said.path("models");
        assertThat(sum(models, "requests")).isEqualTo(400);
        assertThat(sum(models, "errors")).isBetween(1, 100);
        assertThat(models).hasSizeBetween(2, 6).allSatisfy(model -> {
            assertThat(model.path("p50_ms").asDouble())
                    .isLessThanOrEqualTo(model.path("p95_ms").asDouble());
            assertThat(model.path("p95_ms").asDouble())
                    .isLessThanOrEqualTo(model.path("p99_ms").asDouble());
        });
        assertThat(demo.err()).contains("the gateway listens on http://127.0.0.1:");
    }

    @Test
    void byKafkaEveryRequestIsIndexedOnceAndAllSumsAreThoseOfFileMode() throws Exception {
        Execution demo = Execution.of(
                Map.of("SIMULATED_SPEED", "200"),
                "demo",
                "--kafka",
                "--exit",
                "--json",
                "--requests",
                "400",
                "--port",
                "0",
                "--console-port",
                "0",
                "--elasticsearch-port",
                "0",
                "--kafka-port",
                "0",
                "--data",
                folder.toString());
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        JsonNode said = new ObjectMapper().readTree(demo.out());
        assertThat(said.path("indexed").asInt()).isEqualTo(400);
        assertThat(said.path("lost").asInt()).isZero();
        assertThat(said.path("doubled").asInt()).isZero();
        assertThat(demo.err()).contains("the sums of all usage windows are those of file mode");
    }

    @Test
    void stoppedInTheMiddleItLosesNothingAndTheNextStartGoesOn() throws Exception {
        URI elasticsearch;
        try (Child demo = Child.start(arguments("--requests", "100"))) {
            demo.awaitLine("sent 100, logged 100, indexed 100, lost 0, doubled 0");
            elasticsearch = URI.create(demo.awaitLine("Elasticsearch  ").substring("Elasticsearch  ".length()));
            demo.awaitLine("gentle traffic");
            demo.terminate();
            demo.awaitExit();
        }
        assertThat(listens(elasticsearch)).as("Elasticsearch has ended, too").isFalse();

        try (Child second = Child.start(arguments("--requests", "50", "--exit"))) {
            second.awaitLine("sent 50, logged 50, indexed 50, lost 0, doubled 0");
            assertThat(second.awaitExit()).isZero();
        }

        Verification all = verifyAll();
        assertThat(all.isClean()).isTrue();
        assertThat(all.indexed()).isEqualTo(all.lines()).isGreaterThanOrEqualTo(150);
    }

    private Verification verifyAll() throws Exception {
        ElasticsearchSettings settings = ElasticsearchSettings.defaults().data(folder.resolve("elasticsearch"));
        try (LocalElasticsearch server = LocalElasticsearch.start(settings, line -> {});
                Cluster cluster = Cluster.connect(ClusterSettings.of(server.uri(), Map.of()))) {
            return new Verifier(cluster, "default", LineFormats.of(LineFormats.TOLLGATE), 1, finding -> {})
                    .verify(InputPattern.of(folder + "/requests/requests*.log"), Instant.MIN, lines -> {});
        }
    }

    private String[] arguments(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "demo",
                "--port",
                "0",
                "--console-port",
                "0",
                "--elasticsearch-port",
                "0",
                "--data",
                folder.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static boolean listens(URI address) {
        try (java.net.Socket _ = new java.net.Socket(address.getHost(), address.getPort())) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static int sum(JsonNode models, String name) {
        return StreamSupport.stream(models.spliterator(), false)
                .mapToInt(model -> model.path(name).asInt())
                .sum();
    }
}
