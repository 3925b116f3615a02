package tollgate.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.MutableClock;

class AuditLogFileTest {
    private static final Instant AT = Instant.parse("2026-03-15T14:30:22.123Z");
    private static final AuditSource SOURCE = new AuditSource("tollgate-gateway", "1", "node-1", "host-1");

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();

    private AuditLogFile log(long rotationBytes) {
        return new AuditLogFile(folder, rotationBytes, SOURCE, new MutableClock());
    }

    @Test
    void aLineIsEcsWithTheFieldsOfTheAuditStream() throws Exception {
        AuditLogFile log = log(1 << 20);
        log.append(AuditEvent.of(AT, AuditEvent.ROTATE)
                .withKey("0123456789ab", "search")
                .withAgeDays(0)
                .withUser("ann")
                .withReason("about to expire"));
        log.append(AuditEvent.age(AT, "0123456789ab", "search", 91));
        log.append(AuditEvent.failed(AT, AuditEvent.DENY, "token_invalid").withRequest("r-1", "192.0.2.7", 401));

        String service = "\"service\":{\"name\":\"tollgate-gateway\",\"version\":\"1\",\"node\":{\"name\":\"node-1\"}},"
                + "\"host\":{\"name\":\"host-1\"}}";
        String start = "{\"@timestamp\":\"2026-03-15T14:30:22.123Z\",\"ecs\":{\"version\":\"9.2.0\"},\"event\":";
        assertThat(Files.readAllLines(folder.resolve("audit.log")))
                .containsExactly(
                        start
                                + "{\"kind\":\"event\",\"action\":\"rotate\",\"outcome\":\"success\",\"reason\":\"about to expire\"},"
                                + "\"llm_gateway\":{\"key\":{\"id\":\"0123456789ab\",\"age_days\":0},\"tenant\":\"search\"},"
                                + "\"user\":{\"id\":\"ann\"}," + service,
                        start + "{\"kind\":\"state\"},"
                                + "\"llm_gateway\":{\"key\":{\"id\":\"0123456789ab\",\"age_days\":91},\"tenant\":\"search\"},"
                                + service,
                        start
                                + "{\"kind\":\"event\",\"action\":\"deny\",\"outcome\":\"failure\",\"reason\":\"token_invalid\"},"
                                + "\"client\":{\"address\":\"192.0.2.7\"},"
                                + "\"http\":{\"request\":{\"id\":\"r-1\"},\"response\":{\"status_code\":401}},"
                                + service);
    }

    @Test
    void severalWritersAndRotationsLoseAndMixNothing() throws Exception {
        int writers = 4;
        int each = 50;
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            AuditLogFile log = log(2_000);
            int number = writer;
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    log.append(AuditEvent.of(AT, AuditEvent.RELOAD).withUser(number + "-" + i));
                }
                return null;
            });
        }
        try (var executor = Executors.newFixedThreadPool(writers)) {
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        }

        List<String> users = new ArrayList<>();
        int files = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".log")).toList()) {
                files++;
                assertThat(Files.size(file)).isLessThanOrEqualTo(2_000);
                for (String line : Files.readAllLines(file)) {
                    JsonNode event = json.readTree(line);
                    users.add(event.at("/user/id").asText());
                }
            }
        }
        assertThat(files).isGreaterThan(10);
        assertThat(users).hasSize(writers * each).doesNotHaveDuplicates();
    }

    @Test
    void aLineThatWasCutSpoilsNoOther() throws Exception {
        Files.writeString(folder.resolve("audit.log"), "{\"cut");

        log(1 << 20).append(AuditEvent.of(AT, AuditEvent.START));

        assertThat(Files.readAllLines(folder.resolve("audit.log")))
                .hasSize(2)
                .first()
                .isEqualTo("{\"cut");
    }

    @Test
    void anInterruptedThreadWritesTooAndStaysInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        log(1 << 20).append(AuditEvent.of(AT, AuditEvent.STOP));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllLines(folder.resolve("audit.log"))).hasSize(1);
    }
}
