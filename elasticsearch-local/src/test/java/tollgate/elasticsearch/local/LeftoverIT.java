package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server ends with the program that started it, or else with the next one. */
class LeftoverIT {
    private final List<Process> programs = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path data;

    @AfterEach
    void endPrograms() throws InterruptedException {
        for (Process program : programs) {
            program.destroy();
            program.waitFor();
        }
    }

    @Test
    void theServerOfAKilledProgramEndsWithTheNextOneAndThatOfAnEndedProgramWithIt() throws Exception {
        Process killed = program();
        long left = serverPid(killed);
        killed.destroyForcibly().waitFor();
        assertThat(runs(left)).isTrue();

        said.clear();
        Process next = program();
        long server = serverPid(next);
        assertThat(runs(left)).isFalse();
        assertThat(said)
                .filteredOn(message -> message.startsWith(
                        "Stopping the Elasticsearch that an earlier run left on " + data + " (processes ["))
                .singleElement()
                .asString()
                .contains(Long.toString(left));
        assertThat(said).contains("The server has 2 documents");

        next.destroy();
        next.waitFor();
        Awaitility.await().untilAsserted(() -> assertThat(runs(server)).isFalse());
    }

    private Process program() throws IOException {
        Process program = OtherProgram.start(Program.class, data.toString());
        programs.add(program);
        return program;
    }

    private long serverPid(Process program) throws IOException {
        BufferedReader says = program.inputReader();
        while (true) {
            String line = Objects.requireNonNull(says.readLine(), "the program ended");
            if (line.matches("\\d+")) {
                return Long.parseLong(line);
            }
            said.add(line);
        }
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> !MarkedProcesses.commandLine(process).isEmpty())
                .isPresent();
    }

    /** Starts a server on a folder, adds a document, says how many there are and the server's process id, and waits for its end. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            LocalElasticsearch server = LocalElasticsearch.start(
                    ElasticsearchSettings.defaults().data(Path.of(arguments[0])), System.out::println);
            Http http = new Http(server.uri());
            http.post("/left/_doc?refresh=true", "{}");
            String count = http.get("/left/_count?filter_path=count").body().replaceAll("\\D", "");
            System.out.println("The server has " + count + " documents");
            System.out.println(server.pid());
            Thread.currentThread().join();
        }
    }
}
