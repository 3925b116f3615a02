package tollgate.filebeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Filebeat that runs the shipped configuration; what it keeps survives its ends. */
final class FilebeatProcess implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("filebeat.yml");

    private final Path binary;
    private final Path state;
    private final Map<String, String> environment;
    private final ProcessBuilder command;
    private Process process;

    FilebeatProcess(Path binary, Path state, Map<String, String> environment) throws IOException {
        this.binary = binary;
        this.state = state;
        this.environment = environment;
        this.command = command();
        this.process = command.start();
    }

    /** Where one is, as {@code filebeat/find} says; empty where there is none. */
    static Optional<Path> find() throws IOException, InterruptedException {
        Process find = new ProcessBuilder("./find")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String found = new String(find.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return find.waitFor() == 0 ? Optional.of(Path.of(found.strip())) : Optional.empty();
    }

    private ProcessBuilder command() {
        ProcessBuilder builder = new ProcessBuilder(
                binary.toString(),
                "-c",
                CONFIGURATION.toAbsolutePath().toString(),
                "--path.home",
                state.toString(),
                "--strict.perms=false");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private Path log() {
        return state.resolve("filebeat.log");
    }

    /** Its own log, of all its lives. */
    String said() throws IOException {
        return Files.readString(log());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and a new one. */
    void killAndStart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = command.start();
    }

    /** SIGTERM, and a new one. */
    void stopAndStart() throws IOException, InterruptedException {
        stop();
        process = command.start();
    }

    private void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
