package tollgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "365, , OK, the key shipper is 365 days old",
        "366, , WARNING, the key shipper is 366 days old",
        "10, 14, OK, the key shipper is 10 days old",
        "10, 13, WARNING, the key shipper is 10 days old and ends in 312 hours"
    })
    void oldKeysAndThoseThatEndSoonAreTold(int age, Integer daysLeft, Severity severity, String text) {
        ObjectNode key = new ObjectMapper()
                .createObjectNode()
                .put("name", "shipper")
                .put("creation", NOW.minus(Duration.ofDays(age)).toEpochMilli());
        if (daysLeft != null) {
            key.put("expiration", NOW.plus(Duration.ofDays(daysLeft)).toEpochMilli());
        }

        Finding found = Credentials.age(key, NOW);

        assertThat(found.severity()).isEqualTo(severity);
        assertThat(found.text()).isEqualTo(text);
    }
}
