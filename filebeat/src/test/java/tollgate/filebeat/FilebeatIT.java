package tollgate.filebeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration in a real Filebeat: nothing is lost. What arrives twice is counted; it is suppressed where documents get their ids. */
class FilebeatIT {
    private static final int ROUNDS = 20;
    private static final int LINES = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(200);

    @TempDir
    private Path folder;

    private final Arrivals arrivals = new Arrivals();

    @SuppressWarnings("NullAway.Init")
    private LumberjackServer logstash;

    @SuppressWarnings("NullAway.Init")
    private FilebeatProcess filebeat;

    @SuppressWarnings("NullAway.Init")
    private RotatedLog log;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> binary = FilebeatProcess.find();
        assumeTrue(binary.isPresent(), "no Filebeat was found: filebeat/find says what to do");
        logstash = new LumberjackServer(arrivals::take);
        Path logs = Files.createDirectory(folder.resolve("logs"));
        log = new RotatedLog(logs);
        filebeat = new FilebeatProcess(
                binary.orElseThrow(),
                Files.createDirectory(folder.resolve("state")),
                Map.of(
                        "REQUEST_LOGS", logs + "/requests*.log",
                        "REQUEST_LOGS_ROTATED", logs + "/requests*.log.*",
                        "AUDIT_LOGS", logs + "/audit*.log*",
                        "APP_LOGS", logs + "/app*.log*",
                        "NGINX_LOGS", logs + "/access*.log*",
                        "LOGSTASH_HOSTS", logstash.address(),
                        "FILEBEAT_HTTP_PORT", "0",
                        "FILEBEAT_LOG_LEVEL", "warning"));
    }

    @AfterEach
    void stop() throws Exception {
        if (filebeat != null) {
            filebeat.close();
            log.close();
            logstash.close();
        }
    }

    @Test
    void losesNothingByRotationKillsRestartsAndBrokenConnections() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            log.write(LINES / ROUNDS / 2);
            switch (round % 5) {
                case 0 -> filebeat.killAndStart();
                case 2 -> logstash.breakOnce();
                case 4 -> filebeat.stopAndStart();
                default ->
                    awaitArrived(
                            log.written() - LINES / ROUNDS / 4); // it reads while lines are written and files rotate
            }
            log.write(LINES / ROUNDS / 2);
            if (round % 2 == 0) {
                log.renameAndBegin();
            } else {
                log.copyAndEmpty();
            }
        }

        awaitArrived(LINES);
        assertThat(log.written()).isEqualTo(LINES);
        System.out.println("Filebeat: " + LINES + " lines, lost 0, arrived again " + arrivals.again() + ", cut "
                + arrivals.others().size());
    }

    @Test
    void garbageArrivesAsItIsAndTheNextLineToo() throws Exception {
        log.write(3);
        log.raw("GET /v1/chat \"request_id\":\"\t{{{\n".getBytes(UTF_8));
        log.raw(new byte[] {'c', 'a', 'f', (byte) 0xE9, '\n'}); // no UTF-8
        log.write(1);

        awaitArrived(4);
        assertThat(arrivals.others()).containsExactly("GET /v1/chat \"request_id\":\"\t{{{", "caf\uFFFD");
        assertThat(arrivals.again()).isZero();
    }

    @Test
    void lineBeyondTheContractArrivesCutToOneByteTooMany() throws Exception {
        log.write(1);
        log.raw(("x".repeat(3 << 20) + "\n").getBytes(UTF_8));
        log.write(1);

        awaitArrived(2);
        assertThat(arrivals.others())
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize((1 << 20) + 1));
    }

    private void awaitArrived(int lines) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(filebeat.isAlive()).as(this::said).isTrue();
            return arrivals.different() >= lines;
        });
    }

    private String said() {
        try {
            return filebeat.said();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
