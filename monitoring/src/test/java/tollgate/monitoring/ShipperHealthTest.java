package tollgate.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.shipper.Oracle;
import tollgate.shipper.Shipper;
import tollgate.shipper.ShipperSettings;
import tollgate.shipper.TestPrices;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.shipper.bulk.InMemoryElasticsearch.Fault;

class ShipperHealthTest {
    @TempDir
    Path folder;

    @Test
    void countsBulksAndStateOfALogShipperOfFiles() throws Exception {
        Files.writeString(folder.resolve("requests.log"), new Oracle(3).lines(20) + "no request\n");
        InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
        elasticsearch.failNext(Fault.UNAVAILABLE);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (MonitoringServer server = MonitoringServer.start("127.0.0.1", 0)) {
            Shipper shipper = new Shipper(
                    ShipperSettings.of(folder + "/requests*.log", folder.resolve("state")),
                    server.metered(elasticsearch),
                    new TestPrices(),
                    InstantSource.system());
            server.watch(new ShipperHealth(shipper, server.registry()));
            WebClient client = WebClient.of(server.toString());
            assertThat(client.blocking().get("/readyz").status().code()).isEqualTo(503);

            Future<?> run = thread.submit(() -> {
                shipper.run();
                return null;
            });
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(client.blocking().get("/metrics").contentUtf8())
                                    .contains("\ntollgate_shipper_lines_total 21.0\n"));

            assertThat(client.blocking().get("/readyz").status().code()).isEqualTo(200);
            assertThat(client.blocking().get("/metrics").contentUtf8())
                    .contains("\ntollgate_shipper_lines_refused_total 1.0\n")
                    .contains("db_client_operation_duration_seconds_count{db_operation_name=\"bulk\","
                            + "db_response_status_code=\"503\",db_system_name=\"elasticsearch\"} 1\n")
                    .containsPattern("db_client_operation_duration_seconds_count\\{db_operation_name=\"bulk\","
                            + "db_response_status_code=\"200\",db_system_name=\"elasticsearch\"} [1-9]");
            shipper.stop();
            run.get();
            assertThat(client.blocking().get("/readyz").status().code()).isEqualTo(503);
        } finally {
            thread.shutdownNow();
        }
    }
}
