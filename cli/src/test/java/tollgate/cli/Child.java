package tollgate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, as the launcher starts it, so that it can be killed. */
final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 240;

    private final Process process;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    static Child start(Map<String, String> environment, String... arguments) throws IOException {
        return start("96m", environment, arguments);
    }

    /** @param heap the most of it */
    static Child start(String heap, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                "target/classes:target/lib/*",
                "tollgate.cli.Tollgate"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Waits for a line that begins so. */
    String awaitLine(String beginning) throws InterruptedException {
        List<String> said = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (true) {
            boolean alive = process.isAlive() && Instant.now().isBefore(deadline);
            String line = output.poll(1, TimeUnit.SECONDS);
            if (line == null && alive) {
                continue;
            }
            if (line == null) {
                throw new AssertionError("no line began with '" + beginning + "' but: " + said);
            }
            if (line.startsWith(beginning)) {
                return line;
            }
            said.add(line);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said and nobody has waited for. */
    List<String> said() {
        return List.copyOf(output);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, and what it says then is still heard: {@link Process#destroy()} would close its streams. */
    void terminate() {
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running, having said: " + List.copyOf(output));
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
