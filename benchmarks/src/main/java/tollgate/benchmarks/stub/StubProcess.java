package tollgate.benchmarks.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The stub as a child process, so that its processor time is not that of the sender nor of who measures. */
public final class StubProcess implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private StubProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it with the class path of this process; when this returns, it answers. */
    public static StubProcess start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StubMain.class.getName(),
                        "0",
                        "with-parent")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String uri = output.readLine();
        if (uri == null) {
            throw new IOException("the stub did not start; its reason stands above");
        }
        return new StubProcess(process, URI.create(uri));
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
