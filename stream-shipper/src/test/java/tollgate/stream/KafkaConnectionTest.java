package tollgate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConnectionTest {
    @TempDir
    Path folder;

    @Test
    void withoutVariablesNobodyIsAsked() {
        assertThat(KafkaConnection.of("a:9092,b:9092", Map.of()).client())
                .isEqualTo(Map.of("bootstrap.servers", "a:9092,b:9092", "security.protocol", "PLAINTEXT"));
    }

    @Test
    void passwordOfAFileIsUsedAndNeverSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "pa\"ss\\word\n");
        KafkaConnection connection =
                KafkaConnection.of("a:9092", Map.of("KAFKA_USERNAME", "alice", "KAFKA_PASSWORD_FILE", file.toString()));
        assertThat(connection.client())
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\""
                                + " password=\"pa\\\"ss\\\\word\";");
        assertThat(connection.toString()).isEqualTo("a:9092");
    }

    @Test
    void certificatesMeanTls() throws IOException {
        Path file = Files.writeString(folder.resolve("pem"), "PEM");
        assertThat(KafkaConnection.of(
                                "a:9092",
                                Map.of(
                                        "KAFKA_CA_CERT",
                                        file.toString(),
                                        "KAFKA_CLIENT_CERT",
                                        file.toString(),
                                        "KAFKA_CLIENT_KEY",
                                        file.toString(),
                                        "KAFKA_USERNAME",
                                        "alice",
                                        "KAFKA_PASSWORD",
                                        "p",
                                        "KAFKA_SASL_MECHANISM",
                                        "PLAIN"))
                        .client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.certificates", "PEM")
                .containsEntry("ssl.keystore.key", "PEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "a:9092,", "http://a:b"})
    void addressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> KafkaConnection.of(address, Map.of()))
                .hasMessageStartingWith("'" + address + "' is no address of a Kafka");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_USERNAME=a, set one of KAFKA_PASSWORD and KAFKA_PASSWORD_FILE for KAFKA_USERNAME",
        "KAFKA_PASSWORD=a, 'set KAFKA_USERNAME, or none of KAFKA_PASSWORD, KAFKA_PASSWORD_FILE and KAFKA_SASL_MECHANISM'",
        "KAFKA_TLS=yes, 'KAFKA_TLS is \"yes\": set it to true or false'",
        "KAFKA_CA_CERT=/nowhere, 'KAFKA_CA_CERT names /nowhere, which cannot be read (NoSuchFileException)'",
        "KAFKA_USERNAME=a KAFKA_PASSWORD=b KAFKA_SASL_MECHANISM=GSSAPI, 'KAFKA_SASL_MECHANISM is \"GSSAPI\": set it to"
                + " one of SCRAM-SHA-512, SCRAM-SHA-256, PLAIN'",
        "KAFKA_USERNAME=a KAFKA_PASSWORD=b KAFKA_SASL_MECHANISM=PLAIN, 'KAFKA_SASL_MECHANISM is PLAIN, which sends the"
                + " password as it is: set KAFKA_TLS to true, or to false if that is meant'",
        "KAFKA_TLS=false KAFKA_CLIENT_CERT=x, 'KAFKA_TLS is false: set it to true, or leave out KAFKA_CA_CERT,"
                + " KAFKA_CLIENT_CERT and KAFKA_CLIENT_KEY'"
    })
    void mistakeIsNamedWithItsVariable(String variables, String message) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ", -1)) {
            environment.put(variable.split("=", -1)[0], variable.split("=", -1)[1]);
        }
        assertThatThrownBy(() -> KafkaConnection.of("a:9092", environment)).hasMessage(message);
    }
}
