package tollgate.kafka.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.kafka.local.junit.KafkaExtension;

class LocalKafkaIT {
    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    @Test
    void keepsDataThroughCloseAndKillOnTheSamePorts() throws Exception {
        List<String> said = new ArrayList<>();
        LocalKafkaSettings settings;
        String bootstrap;
        Files.writeString(folder.resolve("cluster.id"), "-" + "A".repeat(21)); // one id in 64 begins like an option
        try (LocalKafka kafka = LocalKafka.start(LocalKafkaSettings.defaults().data(folder), said::add)) {
            Messages messages = new Messages(kafka.bootstrap());
            messages.createTopic(1);
            messages.write("one");
            messages.writeTransaction("two", "three");
            awaitTexts(messages, "one", "two", "three"); // until then its coordinator has still to end the transaction
            kafka.kill(1);
            kafka.restart(1);
            messages.write("four");
            settings = kafka.settings();
            bootstrap = kafka.bootstrap();
        }
        try (LocalKafka kafka = LocalKafka.start(settings, said::add)) {
            assertThat(kafka.bootstrap()).isEqualTo(bootstrap);
            Messages messages = new Messages(kafka.bootstrap());
            awaitTexts(messages, "one", "two", "three", "four");
        }
        assertThat(said).hasSize(4).allMatch(line -> line.matches("Starting Kafka [0-9.]+|Kafka [0-9.]+ is up at .*"));
    }

    private static void awaitTexts(Messages messages, String... expected) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(messages.read()).containsExactly(expected));
    }

    @Test
    void threeBrokersServeWhileOneIsDead() throws Exception {
        LocalKafka kafka = KAFKA.cluster(3);
        Messages messages = new Messages(kafka.bootstrap());
        messages.createTopic(3);
        messages.write("one");
        for (int node = 1; node <= 2; node++) {
            kafka.kill(node);
            messages.write("without " + node);
            kafka.restart(node);
        }
        assertThat(messages.read()).containsExactly("one", "without 1", "without 2");
        assertThatThrownBy(() -> kafka.restart(1)).hasMessage("Broker 1 of Kafka still runs: kill it first");
    }

    @Test
    void onlyUsersGetInWhereThereAreUsers() throws Exception {
        Access access = new Access(Map.of("alice", "s3cret"), null, "");
        try (LocalKafka kafka = LocalKafka.start(LocalKafkaSettings.defaults().access(access), line -> {})) {
            new Messages(client(kafka, "PLAIN", "plain.PlainLoginModule", "s3cret")).createTopic(1);
            Messages scram = new Messages(client(kafka, "SCRAM-SHA-512", "scram.ScramLoginModule", "s3cret"));
            scram.write("secret");
            assertThat(scram.read()).containsExactly("secret");
            Messages stranger = new Messages(client(kafka, "SCRAM-SHA-512", "scram.ScramLoginModule", "guess"));
            assertThatThrownBy(() -> stranger.write("x")).hasRootCauseInstanceOf(SaslAuthenticationException.class);
            assertThat(kafka.settings().toString()).contains("alice").doesNotContain("s3cret");
        }
    }

    private static Map<String, String> client(LocalKafka kafka, String mechanism, String module, String password) {
        return Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"alice\" password=\"" + password
                        + "\";");
    }

    @Test
    void brokerEndsWithTheProgramThatStartedIt() throws Exception {
        Path log = folder.resolve("starter.log");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (starter.isAlive()
                    && Files.readAllLines(log).stream().noneMatch(line -> line.startsWith("broker "))) {
                Thread.onSpinWait();
            }
            long pid = Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("broker "))
                    .map(line -> Long.parseLong(line.substring("broker ".length())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(log));
            ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
            starter.destroyForcibly().waitFor();
            assertThat(broker.onExit()).succeedsWithin(Duration.ofSeconds(60));
        } finally {
            starter.destroyForcibly();
        }
    }

    /** Starts a broker and waits to be killed. */
    static final class Starter {
        public static void main(String[] arguments) throws InterruptedException {
            LocalKafka kafka = LocalKafka.start(LocalKafkaSettings.defaults(), line -> {});
            System.out.println("broker " + kafka.pid(1));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void takenPortIsNamedAndNothingStaysBehind() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> LocalKafka.start(
                            LocalKafkaSettings.defaults().port(port).data(folder.resolve("new")), line -> {}))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port " + port
                            + " of 127.0.0.1 is taken: stop what listens there, or choose another port for Kafka");
        }
        try (Stream<Path> left = Files.list(folder.resolve("new"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void folderOfSomethingElseIsNotTouched() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear John");
        assertThatThrownBy(() -> LocalKafka.start(LocalKafkaSettings.defaults().data(folder), line -> {}))
                .isInstanceOf(KafkaFailedException.class)
                .hasMessageContaining("holds something else than data of a local Kafka");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(letter);
        }
    }
}
