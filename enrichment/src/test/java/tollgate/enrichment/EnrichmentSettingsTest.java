package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.enrichment.EnrichmentSettings.ClientAddress;

class EnrichmentSettingsTest {
    private static final String SALT = "0123456789abcdef";

    @Test
    void withoutVariablesAddressesAreTruncatedAndNothingIsAdded() {
        assertThat(EnrichmentSettings.fromEnvironment(Map.of()))
                .isEqualTo(new EnrichmentSettings(null, ClientAddress.TRUNCATE, null, null, null));
    }

    @Test
    void everyVariableIsRead() {
        Map<String, String> environment = Map.of(
                "TOLLGATE_LOOKUP", "/etc/tollgate/keys.csv",
                "TOLLGATE_CLIENT_ADDRESS", "hash",
                "TOLLGATE_CLIENT_ADDRESS_SALT", SALT,
                "TOLLGATE_ENVIRONMENT", "production",
                "TOLLGATE_HOST", "chat-01");

        assertThat(EnrichmentSettings.fromEnvironment(environment))
                .isEqualTo(new EnrichmentSettings(
                        Path.of("/etc/tollgate/keys.csv"), ClientAddress.HASH, SALT, "production", "chat-01"));
    }

    @Test
    void anEmptyVariableIsNotSet() {
        assertThat(EnrichmentSettings.fromEnvironment(
                        Map.of("TOLLGATE_LOOKUP", " ", "TOLLGATE_CLIENT_ADDRESS", "", "TOLLGATE_HOST", "")))
                .isEqualTo(EnrichmentSettings.fromEnvironment(Map.of()));
    }

    @Test
    void anUnknownTreatmentIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnrichmentSettings.fromEnvironment(Map.of("TOLLGATE_CLIENT_ADDRESS", "mask")))
                .withMessage("TOLLGATE_CLIENT_ADDRESS: 'mask' is none of keep, truncate, hash");
    }

    @Test
    void hashingNeedsASaltThatIsLongEnough() {
        String expected = "TOLLGATE_CLIENT_ADDRESS_SALT: TOLLGATE_CLIENT_ADDRESS=hash needs a secret of at least 16"
                + " characters; set one, and keep it";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnrichmentSettings.fromEnvironment(Map.of("TOLLGATE_CLIENT_ADDRESS", "hash")))
                .withMessage(expected);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnrichmentSettings.fromEnvironment(
                        Map.of("TOLLGATE_CLIENT_ADDRESS", "hash", "TOLLGATE_CLIENT_ADDRESS_SALT", SALT.substring(1))))
                .withMessage(expected);
    }

    @Test
    void aPathThatIsNoneIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnrichmentSettings.fromEnvironment(Map.of("TOLLGATE_LOOKUP", "a\0b")))
                .withMessageStartingWith("TOLLGATE_LOOKUP: is no path")
                .withMessageEndingWith("write that of a CSV or YAML file");
    }

    @Test
    void theSaltIsNeverWritten() {
        EnrichmentSettings settings = new EnrichmentSettings(null, ClientAddress.HASH, SALT, null, null);

        assertThat(settings.toString()).contains("HASH").doesNotContain(SALT);
    }
}
