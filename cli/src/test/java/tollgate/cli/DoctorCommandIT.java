package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.kafka.local.junit.KafkaExtension;
import tollgate.setup.stub.StubKibana;

/** On a real Elasticsearch and a real Kafka; Kibana is a stub. */
class DoctorCommandIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    Path folder;

    @Test
    void everythingThatAnswersIsLookedAt() throws IOException {
        try (StubKibana kibana = StubKibana.start(0)) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "TOLLGATE_ELASTICSEARCH", SERVER.uri().toString(),
                    "TOLLGATE_KAFKA", KAFKA.bootstrap(),
                    "TOLLGATE_KAFKA_PREFIX", "of-no-shipper",
                    "TOLLGATE_KIBANA", kibana.uri().toString(),
                    "TOLLGATE_DATA", folder.toString()));
            environment.put("TOLLGATE_PORT", Integer.toString(freePort()));

            JsonNode found = new ObjectMapper()
                    .readTree(Execution.of(environment, "doctor", "--json").out());

            assertThat(severities(found))
                    .containsEntry("java", "ok")
                    .containsEntry("permissions", "ok")
                    .containsEntry("port", "ok")
                    .containsEntry("elasticsearch", "ok")
                    .containsEntry("clock", "ok")
                    .containsEntry("key", "warning")
                    .containsEntry("kafka", "warning")
                    .containsEntry("kibana", "ok")
                    .containsKeys("memory", "disk", "elasticsearch-disk");
            assertThat(found.at("/findings").toString())
                    .contains(
                            "answers, with 1 brokers",
                            "topics are missing: of-no-shipper.requests, of-no-shipper.requests.enriched",
                            "the cluster has no security",
                            "Kibana 9.4.0 at " + kibana.uri() + " is available");
        }
    }

    @Test
    void whatDoesNotAnswerIsAProblemWithItsAdvice() throws IOException {
        int port = freePort();
        String nowhere = "127.0.0.1:" + port;

        Execution doctor = Execution.of(
                Map.of("TOLLGATE_DATA", folder.toString(), "PORT", Integer.toString(port)),
                "doctor",
                "--elasticsearch",
                "http://" + nowhere,
                "--kafka",
                nowhere,
                "--kibana",
                "http://" + nowhere);

        assertThat(doctor.exitCode()).as(doctor.err()).isEqualTo(1);
        assertThat(doctor.out())
                .containsPattern("problem  elasticsearch: Elasticsearch at http://" + nowhere
                        + " does not answer .* -> start it, or say with --elasticsearch where it is")
                .containsPattern(
                        "problem  kafka: Kafka at " + nowhere + " does not answer .* -> start it, or say with --kafka")
                .containsPattern("problem  kibana: Kibana at http://" + nowhere
                        + " does not answer .* -> start it, or say with --kibana where it is");
    }

    /** Of several findings of a check the worst, which come last. */
    private static Map<String, String> severities(JsonNode found) {
        Map<String, String> severities = new HashMap<>();
        found.path("findings")
                .forEach(finding -> severities.put(
                        finding.path("check").asText(), finding.path("severity").asText()));
        return severities;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
