package tollgate.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of {@code tollgate} by its launcher, and what it says of itself. */
final class KafkaInstance implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Pattern MONITORING = Pattern.compile("health and metrics are at (\\S+)");
    private static final Pattern STATE_LAG =
            Pattern.compile("^tollgate_shipper_state_lag\\{.*} (\\S+)$", Pattern.MULTILINE);
    /** Behind the last change lies the mark of its transaction, which a copy does not count as read. */
    private static final int MARK = 1;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path said;

    private KafkaInstance(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static KafkaInstance start(Path said, List<String> command) throws IOException {
        Files.writeString(said, "");
        return new KafkaInstance(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start(),
                said);
    }

    /** Waits until it has its share of the partitions and their state. */
    void awaitReady() throws IOException, InterruptedException {
        while (ask("/readyz").statusCode() != 200) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Waits until it has read all changes of the state, also of that which it only keeps a copy of. */
    void awaitState(int stores) throws IOException, InterruptedException {
        while (true) {
            List<Double> lags = new ArrayList<>();
            Matcher lag = STATE_LAG.matcher(ask("/metrics").body());
            while (lag.find()) {
                lags.add(Double.valueOf(lag.group(1)));
            }
            if (lags.size() >= stores && lags.stream().allMatch(each -> each <= MARK)) {
                return;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        while (true) {
            Matcher address = MONITORING.matcher(Files.readString(said));
            if (address.find()) {
                return HTTP.send(
                        HttpRequest.newBuilder(URI.create(address.group(1) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }
            requireAlive();
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("it ended: " + Files.readString(said));
        }
    }

    void terminate() {
        process.destroy();
    }

    /** Waits until it has ended by itself, without an error. */
    void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it did not end: " + Files.readString(said));
        }
        if (process.exitValue() != 0 && process.exitValue() != 128 + 15) {
            throw new IOException("it failed with " + process.exitValue() + ": " + Files.readString(said));
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
