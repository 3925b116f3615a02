package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedProcessesTest {
    private static final String SLEEP = "exec -a \"$0\" sleep 600";
    private static final String DEAF = "trap '' TERM; while :; do sleep 0.1; done";

    private final MarkedProcesses marked = new MarkedProcesses("-Dmarker=" + UUID.randomUUID());
    private final List<Process> started = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @AfterEach
    void endWhatIsStillThere() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void findsThoseThatHaveTheMarker() throws IOException {
        assertThat(marked.running()).isEmpty();
        Process one = process(SLEEP, marked.marker());
        Process other = process(SLEEP, marked.marker());
        process(SLEEP, "-Dmarker=another");

        assertThat(marked.running()).containsExactlyInAnyOrder(one.toHandle(), other.toHandle());
    }

    @Test
    void asksThemToEnd() throws Exception {
        Process process = process("trap 'exit 7' TERM; while :; do sleep 0.1; done", marked.marker());
        Process other = process(SLEEP, "-Dmarker=another");

        marked.end();

        assertThat(marked.running()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void killsThoseThatDoNotListen() throws Exception {
        Process process = process(DEAF, marked.marker());

        marked.kill();

        assertThat(marked.running()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void killsThoseThatDoNotListenWhenItMustNotWait() throws Exception {
        Process process = process(DEAF, marked.marker());
        Thread.currentThread().interrupt();

        assertThatThrownBy(marked::end).isInstanceOf(ElasticsearchFailedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    /** Giving so much memory back takes far longer than a look at the processes. */
    @Test
    void whatWasKilledHasLeftItsPort() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        marked.marker(),
                        "-XX:+UseSerialGC",
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listener.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        int port = Integer.parseInt(process.inputReader().readLine());

        marked.kill();

        assertThatCode(() -> Ports.requireFree(port)).doesNotThrowAnyException();
    }

    /** A program that listens. */
    static final class Listener {
        private Listener() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (ServerSocket socket = new ServerSocket(0)) {
                System.out.println(socket.getLocalPort());
                Thread.sleep(600_000);
            }
        }
    }

    @Test
    void endsWhatAnEarlierRunLeft(@TempDir Path temp) throws IOException {
        try (DataFolder folder = DataFolder.at(temp, new SameUser())) {
            new Leftover(folder, messages::add).end();
            assertThat(messages).isEmpty();
            Process left = process(SLEEP, folder.marker());

            new Leftover(folder, messages::add).end();

            assertThat(folder.processes().running()).isEmpty();
            assertThat(messages)
                    .containsExactly("Stopping the Elasticsearch that an earlier run left on " + folder.path()
                            + " (processes [" + left.pid() + "])");
        }
    }

    private Process process(String script, String marker) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", "echo; " + script, marker).start();
        started.add(process);
        // The line says that the script runs, the signal's trap or the change of name is what remains to be awaited.
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        Awaitility.await()
                .until(() -> script.equals(SLEEP)
                        ? MarkedProcesses.commandLine(process.toHandle()).startsWith(marker)
                        : process.children().findAny().isPresent());
        return process;
    }
}
