package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The producer and the shippers, as operators start them. None of them may end by itself, whatever happens to the others. */
final class ChaosProcesses implements AutoCloseable {
    static final int SHIPPERS = 2;

    private static final String HEAP = "192m";

    private final Path folder;
    private final Path logs;
    private final String kafka;
    private final URI elasticsearch;
    private final Child[] shippers = new Child[SHIPPERS];
    private final int[] states = new int[SHIPPERS];
    private @Nullable Child producer;

    ChaosProcesses(Path folder, Path logs, String kafka, URI elasticsearch) {
        this.folder = folder;
        this.logs = logs;
        this.kafka = kafka;
        this.elasticsearch = elasticsearch;
    }

    /** The oracle's prices: three nano-units a token of input, seven a token of output, and none for qwen-max. */
    static Map<String, String> environment(Path folder) {
        Path prices = folder.resolve("prices.yaml");
        try {
            Files.writeString(prices, """
                    version: "test"
                    prices:
                      - {model: [qianwen-turbo, gpt-5], currency: USD, input: "0.003", output: "0.007", source: test, as_of: 2026-03-01}
                      - {model: claude-4, currency: CNY, input: "0.003", output: "0.007", source: test, as_of: 2026-03-01}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("TOLLGATE_PRICE_BOOK", prices.toString());
    }

    void startAll() throws IOException {
        for (int i = 0; i < SHIPPERS; i++) {
            startShipper(i);
        }
        startProducer();
    }

    void startShipper(int number) throws IOException {
        shippers[number] = Child.start(
                HEAP,
                environment(folder),
                "ship",
                "--kafka",
                kafka,
                "--elasticsearch",
                elasticsearch.toString(),
                "--state",
                folder.resolve("state-" + number + "-" + states[number]).toString(),
                "--session-seconds",
                "6",
                "--host-metrics-seconds",
                "off");
    }

    /** SIGKILL. */
    void killShipper(int number) throws InterruptedException {
        assertRuns(shippers[number]);
        shippers[number].kill();
    }

    /** SIGTERM. */
    void stopShipper(int number) throws InterruptedException {
        assertRuns(shippers[number]);
        shippers[number].terminate();
        shippers[number].awaitExit();
    }

    /** Its next start finds no state. */
    void forgetState(int number) {
        states[number]++;
    }

    void startProducer() throws IOException {
        producer = Child.start(HEAP, environment(folder), produce().toArray(String[]::new));
    }

    void killProducer() throws InterruptedException {
        Child running = Objects.requireNonNull(producer);
        assertRuns(running);
        running.kill();
    }

    private List<String> produce(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "produce",
                "--input",
                logs + "/requests*.log",
                "--kafka",
                kafka,
                "--state",
                folder.resolve("producer").toString()));
        all.addAll(List.of(more));
        return all;
    }

    /** Brings what is left in the files to Kafka. */
    void produceToTheEnd() {
        Execution end = Execution.of(Map.of(), produce("--exit-at-end").toArray(String[]::new));
        assertThat(end.exitCode()).as(end.err()).isZero();
    }

    private static void assertRuns(Child child) {
        assertThat(child.isAlive())
                .as("still runs, having said: %s", child.said())
                .isTrue();
    }

    /** Kills them all (SIGKILL); more calls have no effect. */
    @Override
    public void close() throws InterruptedException {
        for (Child shipper : shippers) {
            if (shipper != null) {
                shipper.close();
            }
        }
        if (producer != null) {
            producer.close();
        }
    }
}
