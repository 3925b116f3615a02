package tollgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.benchmarks.server.ServerProcess;
import tollgate.benchmarks.stub.StubMain;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.bulk.HttpBulkTransport;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.enrich.RequestEnricher;

/** The parts that a benchmark is made of, with few lines. */
class SmokeTest {
    private static final int LINES = 2_000;

    @TempDir
    private Path folder;

    @Test
    void allLinesArriveAtTheStub() throws Exception {
        Path log = new RequestLogs(folder).of(LINES);
        try (ServerProcess process = ServerProcess.start(StubMain.class, "0");
                JsonHttp http = new JsonHttp(process.uri())) {
            ship(log, process.uri());

            var counts = http.send("GET", "/_stub/counts", "");
            assertThat(counts.at("/documents/logs-llm_gateway.request-default").asLong())
                    .isEqualTo(LINES);
            assertThat(counts.at("/documents/logs-llm_gateway.invalid-default").asLong())
                    .isZero();
            assertThat(counts.at("/documents/metrics-llm_gateway.usage-default").asLong())
                    .isPositive();
            assertThat(counts.at("/refused").asLong()).isZero();
            assertThat(counts.at("/bytes").asLong()).isGreaterThan(Files.size(log));
        }
    }

    @Test
    void linesHaveTheirLengthAndAPriceWhereTheyHaveTokens() throws Exception {
        Path log = new RequestLogs(folder).of(LINES);
        List<String> lines = Files.readAllLines(log);

        assertThat(lines).hasSize(LINES);
        assertThat(Files.size(log) / LINES).isBetween(585L, 615L);
        RequestEnricher enricher = ConfiguredEnricher.of(Map.of());
        LineReader reader = new LineReader();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            RequestRecord record = reader.read(bytes, 0, bytes.length);
            var cost = enricher.enrich(record).cost();
            if (line.contains("\"outcome\":\"" + Outcome.OK.code() + '"')) {
                assertThat(cost).as(line).isInstanceOf(Cost.class);
            } else {
                assertThat(cost).isEqualTo(new Unpriced(MissingReason.UNKNOWN_USAGE));
            }
        }
    }

    @Test
    void theSameNumberOfLinesIsTheSameFile() throws Exception {
        Path one = new RequestLogs(Files.createDirectory(folder.resolve("one"))).of(LINES);
        Path other = new RequestLogs(Files.createDirectory(folder.resolve("other"))).of(LINES);

        assertThat(other).hasSameBinaryContentAs(one);
    }

    private void ship(Path log, URI server) throws Exception {
        try (Cluster cluster = Cluster.connect(ClusterSettings.of(server, Map.of()))) {
            IndexTemplates.install(cluster);
            new Shipper(
                            ShipperSettings.of(log.toString(), folder.resolve("state"))
                                    .withExitAtEnd(true),
                            new HttpBulkTransport(cluster),
                            ConfiguredEnricher.of(Map.of()),
                            InstantSource.system())
                    .run();
        }
    }
}
