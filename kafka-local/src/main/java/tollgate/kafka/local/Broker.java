package tollgate.kafka.local;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of one broker. */
final class Broker {
    private static final String STARTED = "Kafka Server started";
    private static final int LINES_TO_SHOW = 30;
    private static final int PATIENCE_SECONDS = 5;

    private final Node node;
    private final Process process;

    private Broker(Node node, Process process) {
        this.node = node;
        this.process = process;
    }

    /** Starts it; {@link #isUp} tells when it serves. */
    static Broker launch(Node node, String cluster, LocalKafkaSettings settings, Artifacts artifacts)
            throws IOException {
        node.write();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + settings.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                        "-cp",
                        classPath(artifacts),
                        BrokerMain.class.getName(),
                        cluster,
                        node.configuration().toString(),
                        node.users().toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(node.log().toFile()));
        // Whatever else is set here is not the broker's business: secrets above all.
        builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
        return new Broker(node, builder.start());
    }

    private static String classPath(Artifacts artifacts) {
        try {
            Path own = Path.of(BrokerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + File.pathSeparator + artifacts.folder() + File.separator + "*";
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Node node() {
        return node;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Whether it serves.
     *
     * @throws KafkaFailedException where it has ended instead
     */
    boolean isUp() throws IOException {
        boolean ended = !process.isAlive();
        try (Stream<String> lines = Files.lines(node.log())) {
            if (lines.anyMatch(line -> line.contains(STARTED))) {
                return true;
            }
        }
        if (ended) {
            throw new KafkaFailedException(explain(
                    "Broker " + node.id() + " of Kafka ended with code " + process.exitValue() + " while it started"));
        }
        return false;
    }

    /** One message: what failed, where the log is, and its last lines. */
    String explain(String failure) throws IOException {
        List<String> lines = Files.readAllLines(node.log());
        return failure + "; the end of " + node.log() + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TO_SHOW), lines.size()));
    }

    /** Asks it to end. */
    void terminate() {
        process.destroy();
    }

    /** Waits until it has ended; after five seconds it is ended by force, as brokers that end all at once wait for each other. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once (SIGKILL) and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
