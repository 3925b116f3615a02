package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    private final List<Process> started = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @TempDir
    private Path temp;

    @AfterEach
    void endWhatIsStillThere() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void readsTheCommandLineOfAProcess() throws IOException {
        Process process = sleepCalled("sleep");

        assertThat(Processes.commandLine(process.toHandle())).contains("sleep 600");
    }

    @Test
    void knowsWhetherAProcessRuns() throws Exception {
        Process process = sleepCalled("sleep");
        assertThat(Processes.runs(process.toHandle())).isTrue();

        process.destroyForcibly().waitFor();

        assertThat(Processes.runs(process.toHandle())).isFalse();
        assertThat(Processes.commandLine(process.toHandle())).isEmpty();
    }

    @Test
    void waitsForTheEndUpToALimit() throws IOException {
        Process process = sleepCalled("sleep");

        assertThat(Processes.awaitEnd(List.of(process.toHandle()), Duration.ZERO))
                .isFalse();
        process.destroy();
        assertThat(Processes.awaitEnd(List.of(process.toHandle()), Duration.ofMinutes(1)))
                .isTrue();
    }

    @Test
    void aPidFileMayBeAbsentOrHalfWrittenOrOfAProcessThatEnded() throws Exception {
        PidFile file = new PidFile(temp.resolve("pid"));
        assertThat(file.process()).isEmpty();

        Files.writeString(file.path(), "");
        assertThat(file.process()).isEmpty();

        Process process = sleepCalled("sleep");
        file.write(process.pid());
        assertThat(file.process()).contains(process.toHandle());

        process.destroyForcibly().waitFor();
        assertThat(file.process()).isEmpty();
    }

    @Test
    void endsWhatAnEarlierRunLeft() throws IOException {
        try (DataFolder folder = DataFolder.at(temp, new SameUser())) {
            Process left = sleepCalled(folder.marker());
            folder.launcherPid().write(left.pid());

            new Leftover(folder, messages::add).stop();

            assertThat(Processes.runs(left.toHandle())).isFalse();
            assertThat(messages)
                    .containsExactly("Stopping the Elasticsearch that an earlier run left on " + folder.path()
                            + " (process " + left.pid() + ")");
        }
    }

    @Test
    void leavesAProcessAloneThatGotThePidOfAnEarlierRun() throws IOException {
        try (DataFolder folder = DataFolder.at(temp, new SameUser())) {
            Process other = sleepCalled("sleep");
            folder.launcherPid().write(other.pid());
            folder.serverPid().write(other.pid());

            new Leftover(folder, messages::add).stop();

            assertThat(Processes.runs(other.toHandle())).isTrue();
            assertThat(messages).isEmpty();
        }
    }

    private Process sleepCalled(String name) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", "echo; exec -a \"$0\" sleep 600", name).start();
        started.add(process);
        // The line comes right before the change of name, which is then awaited.
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        org.awaitility.Awaitility.await()
                .until(() -> Processes.commandLine(process.toHandle()).startsWith(name + " 600"));
        return process;
    }
}
