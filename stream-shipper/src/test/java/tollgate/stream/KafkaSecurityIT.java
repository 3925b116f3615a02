package tollgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.adapters.LineFormats;
import tollgate.kafka.local.Access;
import tollgate.kafka.local.LocalKafka;
import tollgate.kafka.local.LocalKafkaSettings;
import tollgate.requestlog.DataStream;
import tollgate.shipper.Oracle;
import tollgate.shipper.TestPrices;
import tollgate.shipper.bulk.InMemoryElasticsearch;
import tollgate.stream.load.LoadMeter;
import tollgate.stream.produce.LogProducer;
import tollgate.stream.produce.ProducerSettings;
import tollgate.stream.topic.TopicSettings;
import tollgate.stream.topic.TopicSetup;
import tollgate.stream.topic.Topics;

/** A real broker with TLS, by a certificate of its own, and SASL: settings from the environment are all that a client has. */
class KafkaSecurityIT {
    private static final String USER = "shipper";
    private static final String PASSWORD = "pass-6f1c";
    private static final String STORE_PASSWORD = "store-91ab";

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static LocalKafka broker;

    @SuppressWarnings("NullAway.Init") // likewise
    private static Path certificate;

    @BeforeAll
    static void start() throws Exception {
        Path keys = folder.resolve("broker.p12");
        certificate = folder.resolve("broker.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                keys.toString(),
                "-file",
                certificate.toString());
        broker = LocalKafka.start(
                LocalKafkaSettings.defaults().access(new Access(Map.of(USER, PASSWORD), keys, STORE_PASSWORD)),
                line -> {});
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
    void producerStreamsAndLoaderGetInByTlsAndPassword(String mechanism) throws Exception {
        KafkaConnection kafka = connect(Map.of("KAFKA_SASL_MECHANISM", mechanism, "KAFKA_PASSWORD", PASSWORD));
        Topics topics = new Topics("secure-" + mechanism);
        Path log = folder.resolve(mechanism + ".log");
        Files.writeString(log, new Oracle(1).lines(50));
        ProducerSettings produced = ProducerSettings.of(log.toString(), folder.resolve("producer-" + mechanism));
        new LogProducer(
                        new ProducerSettings(
                                log.toString(),
                                produced.state(),
                                LineFormats.TOLLGATE,
                                topics,
                                TopicSettings.DEFAULT,
                                true,
                                produced.batchBytes(),
                                produced.poll()),
                        kafka,
                        InstantSource.system())
                .run(line -> {});
        InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
        StreamSettings defaults = StreamSettings.of(folder.resolve("state-" + mechanism));
        StreamSettings settings = new StreamSettings(
                topics,
                TopicSettings.DEFAULT,
                defaults.state(),
                null,
                1,
                0,
                defaults.session(),
                defaults.stop(),
                defaults.duplicates(),
                defaults.format(),
                defaults.namespace(),
                defaults.windowGrace(),
                defaults.thresholds(),
                defaults.bulkBytes(),
                defaults.inFlight(),
                defaults.longestBackoff());
        try (StreamShipper shipper = StreamShipper.start(
                settings, kafka, elasticsearch, new TestPrices(), LoadMeter.NONE, InstantSource.system(), line -> {})) {
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                shipper.check();
                assertThat(elasticsearch.documents(DataStream.REQUEST.in(DataStream.DEFAULT_NAMESPACE)))
                        .hasSize(50);
            });
        }
    }

    @Test
    void passwordMayStandInAFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        TopicSetup.await(
                connect(Map.of("KAFKA_PASSWORD_FILE", secret.toString())),
                new Topics("by-file"),
                TopicSettings.DEFAULT,
                line -> {});
    }

    @Test
    void wrongPasswordIsSaidInOneLineThatDoesNotTellIt() {
        assertThatThrownBy(() -> TopicSetup.await(
                        connect(Map.of("KAFKA_PASSWORD", "wrong-77e0")),
                        new Topics("refused"),
                        TopicSettings.DEFAULT,
                        line -> {}))
                .isInstanceOf(StreamException.class)
                .hasMessageStartingWith("Kafka at " + broker.bootstrap() + " does not let this client in (")
                .hasMessageContaining("SaslAuthenticationException")
                .hasMessageEndingWith("): correct the address or the credentials")
                .hasMessageNotContaining("wrong-77e0")
                .hasMessageNotContaining("\n");
    }

    @Test
    void brokerWhoseCertificateIsOfNoKnownAuthorityIsNotTrusted() {
        assertThatThrownBy(() -> TopicSetup.await(
                        KafkaConnection.of(
                                broker.bootstrap(),
                                Map.of("KAFKA_TLS", "true", "KAFKA_USERNAME", USER, "KAFKA_PASSWORD", PASSWORD)),
                        new Topics("refused"),
                        TopicSettings.DEFAULT,
                        line -> {}))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("unable to find valid certification path")
                .hasMessageEndingWith("): correct the address or the credentials")
                .hasMessageNotContaining("\n");
    }

    private static KafkaConnection connect(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("KAFKA_USERNAME", USER);
        environment.put("KAFKA_CA_CERT", certificate.toString());
        return KafkaConnection.of(broker.bootstrap(), environment);
    }
}
