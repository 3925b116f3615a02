package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

/** A server comes, goes, crashes and comes back with its data. */
class LocalElasticsearchIT {
    @RegisterExtension
    static final ElasticsearchExtension elasticsearch = ElasticsearchExtension.v8();

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());

    @Test
    void keepsItsDataWhenItIsClosedAndWhenItIsKilled() {
        LocalElasticsearch server = elasticsearch.server();
        write(server, "before-close");

        server.close();
        assertGone(server);

        LocalElasticsearch second = start(server.settings());
        assertThat(second.uri()).isEqualTo(server.uri());
        assertThat(count(second)).isEqualTo(1);
        write(second, "before-kill");

        second.kill();
        assertGone(second);
        second.close();

        try (LocalElasticsearch third = start(second.settings())) {
            assertThat(third.uri()).isEqualTo(server.uri());
            assertThat(third.pid()).isNotEqualTo(second.pid());
            assertThat(count(third)).isEqualTo(2);
            write(third, "at-last");
            assertThat(count(third)).isEqualTo(3);
        }
        assertThat(messages).noneMatch(message -> message.startsWith("Stopping"));
    }

    @Test
    void runsAsAProcessOfItsOwnThatLeavesNothingTemporary() {
        LocalElasticsearch server =
                start(ElasticsearchSettings.defaults().tuning(Tuning.THROUGHPUT).heapMegabytes(300));
        Path temporary = Objects.requireNonNull(server.settings().data());
        try (server) {
            assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
            assertThat(server.settings().port()).isEqualTo(server.uri().getPort());
            assertThat(ProcessHandle.of(server.pid())).hasValueSatisfying(process -> {
                assertThat(MarkedProcesses.commandLine(process))
                        .contains("org.elasticsearch.server/", "-Xmx300m", "-XX:+UseG1GC");
                assertThat(process.info().user()).isNotEqualTo(Optional.of("root"));
            });
            assertThat(new Http(server.uri())
                            .get("/_nodes/_local/jvm?filter_path=nodes.*.jvm.mem.heap_max_in_bytes")
                            .body())
                    .contains("\"heap_max_in_bytes\":" + (300 << 20));
            assertThat(temporary).isDirectory();
        }
        assertGone(server);
        assertThat(temporary).doesNotExist();
    }

    private LocalElasticsearch start(ElasticsearchSettings settings) {
        return LocalElasticsearch.start(settings, messages::add);
    }

    private static void write(LocalElasticsearch server, String id) {
        assertThat(new Http(server.uri())
                        .put("/kept/_doc/" + id + "?wait_for_active_shards=1", "{\"id\":\"" + id + "\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static int count(LocalElasticsearch server) {
        Http http = new Http(server.uri());
        assertThat(http.post("/kept/_refresh", "").statusCode()).isEqualTo(200);
        String answer = http.get("/kept/_count?filter_path=count").body();
        return Integer.parseInt(answer.replaceAll("\\D", ""));
    }

    private static void assertGone(LocalElasticsearch server) {
        assertThat(ProcessHandle.of(server.pid())
                        .map(MarkedProcesses::commandLine)
                        .orElse(""))
                .isEmpty();
        assertThatThrownBy(() -> new Http(server.uri()).get("/")).hasCauseInstanceOf(ConnectException.class);
    }
}
