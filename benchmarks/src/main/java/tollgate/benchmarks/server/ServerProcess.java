package tollgate.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of the benchmarks as a child process, so that its processor time is not that of the sender nor of who measures. Its
 * main class says in its first line of standard output where it listens.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String WITH_PARENT = "with-parent";

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts a main class with the class path of this process; when this returns, it answers. */
    public static ServerProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        command.add(WITH_PARENT);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String uri = output.readLine();
        if (uri == null) {
            throw new IOException(main.getSimpleName() + " did not start; its reason stands above");
        }
        return new ServerProcess(process, URI.create(uri));
    }

    /** For a main class: ends this process with the one that started it, where its last argument says so. */
    public static void endWithParent(String[] arguments) {
        if (arguments[arguments.length - 1].equals(WITH_PARENT)) {
            ProcessHandle.current().parent().ifPresent(parent -> {
                var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
            });
        }
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
