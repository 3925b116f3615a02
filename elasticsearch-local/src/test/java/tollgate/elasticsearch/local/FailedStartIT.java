package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said, and leaves nothing running. */
class FailedStartIT {
    @TempDir
    private Path data;

    @AfterEach
    void nothingRuns() throws IOException {
        try (DataFolder folder = DataFolder.at(data, new SameUser())) {
            assertThat(folder.processes().running()).isEmpty();
        }
    }

    @Test
    void aTakenPortIsNamedBeforeTheServerIsStarted() throws IOException {
        try (ServerSocket other = listen()) {
            assertThatThrownBy(() -> start(settings().port(other.getLocalPort()), Map.of()))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(other.getLocalPort()))
                    .hasMessage(
                            "Port " + other.getLocalPort()
                                    + " of 127.0.0.1 is taken: stop what listens there, or choose another port for Elasticsearch");
            assertThat(data.resolve("logs/elasticsearch.log")).doesNotExist();
        }
    }

    @Test
    void aPortThatIsTakenMeanwhileIsNamedToo() throws IOException {
        int free;
        try (ServerSocket socket = listen()) {
            free = socket.getLocalPort();
        }
        try (ServerSocket other = listen()) {
            String taken = Integer.toString(other.getLocalPort());
            assertThatThrownBy(() -> start(settings().port(free), Map.of("http.port", taken)))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(free));
            assertThat(data.resolve("logs/elasticsearch.log")).content().contains("127.0.0.1:" + taken);
        }
    }

    @Test
    void theEndOfTheLogIsShownWhereTheServerEnds() {
        assertThatThrownBy(() -> start(settings(), Map.of("no.such.setting", "1")))
                .isInstanceOf(ElasticsearchFailedException.class)
                .isNotInstanceOf(PortTakenException.class)
                .hasMessageMatching("(?s)Elasticsearch 8\\.19\\.21 ended with code 1 while it started; the end of "
                        + Pattern.quote(data.toString()) + "/logs/elasticsearch\\.log:\n.*")
                .hasMessageContaining("unknown setting [no.such.setting]");
    }

    @Test
    void aServerThatIsNotHealthyInTimeIsEnded() {
        assertThatThrownBy(() -> start(settings().startTimeout(Duration.ofMillis(1)), Map.of()))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessageMatching("(?s)Elasticsearch 8\\.19\\.21 is not healthy after \\d+ s \\(see"
                        + " TOLLGATE_ELASTICSEARCH_START_TIMEOUT_SECONDS\\); the end of "
                        + Pattern.quote(data.toString()) + ".*");
    }

    private ElasticsearchSettings settings() {
        return ElasticsearchSettings.defaults().data(data);
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return socket;
    }

    private static void start(ElasticsearchSettings settings, Map<String, String> extraSettings) {
        new Starter(settings, System.err::println, extraSettings).start().close();
    }
}
