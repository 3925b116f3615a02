package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server ends with the program that started it, or else with the next one. */
class LeftoverIT {
    private final List<String> messages = new ArrayList<>();

    @TempDir
    private Path data;

    @Test
    void theNextProgramEndsTheServerOfAKilledOne() throws Exception {
        long left;
        Process program = OtherProgram.start(Program.class, data.toString());
        try (BufferedReader says = program.inputReader()) {
            left = serverPid(says);
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(ProcessHandle.of(left).filter(Processes::runs)).isPresent();

        try (LocalElasticsearch server =
                LocalElasticsearch.start(ElasticsearchSettings.defaults().data(data), messages::add)) {
            assertThat(ProcessHandle.of(left).filter(Processes::runs)).isEmpty();
            assertThat(messages)
                    .anyMatch(message ->
                            message.startsWith("Stopping the Elasticsearch that an earlier run left on " + data)
                                    && message.contains(Long.toString(left)));
            assertThat(new Http(server.uri())
                            .get("/left/_doc/1?filter_path=found")
                            .body())
                    .isEqualTo("{\"found\":true}");
        }
    }

    @Test
    void aServerEndsWithItsProgram() throws Exception {
        Process program = OtherProgram.start(Program.class, data.toString());
        long server;
        try (BufferedReader says = program.inputReader()) {
            server = serverPid(says);
            program.destroy();
            program.waitFor();
        } finally {
            program.destroyForcibly();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(ProcessHandle.of(server).filter(Processes::runs))
                        .isEmpty());
    }

    private static long serverPid(BufferedReader program) throws IOException {
        return Long.parseLong(Objects.requireNonNull(program.readLine(), "the program ended"));
    }

    /** Starts a server on a folder, writes a document, says the server's process id, and waits for its own end. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            LocalElasticsearch server = LocalElasticsearch.start(
                    ElasticsearchSettings.defaults().data(Path.of(arguments[0])), System.err::println);
            if (new Http(server.uri()).put("/left/_doc/1", "{}").statusCode() != 201) {
                System.exit(1);
            }
            System.out.println(server.pid());
            Thread.currentThread().join();
        }
    }
}
