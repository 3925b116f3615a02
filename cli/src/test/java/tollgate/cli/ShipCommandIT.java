package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;

class ShipCommandIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private final String namespace = "t" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    /** Several times, since whoever speaks after the process may end is heard by chance. */
    @RepeatedTest(4)
    void whatItDidIsSaidWhenItIsTerminated() throws Exception {
        Path log = folder.resolve("requests.log");
        Files.writeString(log, """
            {"timestamp":"2026-11-24T12:00:00Z","request_id":"a","model_name":"alpha","input_tokens":100,"output_tokens":10}
            no line of a request log
            """, StandardOpenOption.CREATE_NEW);
        try (Cluster cluster = Cluster.connect(ClusterSettings.of(SERVER.uri(), Map.of()));
                Child ship = Child.start(
                        "ship",
                        "--input",
                        log.toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--elasticsearch",
                        SERVER.uri().toString(),
                        "--namespace",
                        namespace)) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions() // a stream that is being made has no shard that answers
                    .until(() -> count(cluster, DataStream.REQUEST) == 1 && count(cluster, DataStream.INVALID) == 1);
            ship.terminate();

            assertThat(ship.awaitExit()).isEqualTo(143);
            assertThat(ship.awaitLine("shipped "))
                    .isEqualTo("shipped 2 lines, of which 1 refused; 2 documents created, 0 there already, 0 reports;"
                            + " 0 retries");
        }
    }

    private long count(Cluster cluster, DataStream stream) throws IOException {
        String name = stream.in(namespace);
        cluster.client().indices().refresh(request -> request.index(name).ignoreUnavailable(true));
        return cluster.client()
                .count(request -> request.index(name).ignoreUnavailable(true))
                .count();
    }
}
