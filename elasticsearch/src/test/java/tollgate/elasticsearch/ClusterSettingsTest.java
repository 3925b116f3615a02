package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
    @Test
    void addressKeepsNoCredentialAndSaysNone() {
        ClusterSettings settings =
                ClusterSettings.of(URI.create("https://elastic:s%3Ecret@es.example:9243/path"), Map.of());

        assertThat(settings.username()).isEqualTo("elastic");
        assertThat(settings.password()).isEqualTo("s>cret");
        assertThat(settings.uri()).isEqualTo(URI.create("https://es.example:9243/path"));
        assertThat(settings.toString()).isEqualTo("https://es.example:9243/path");
    }

    @Test
    void credentialsComeFromTheEnvironmentAndAnEmptyVariableIsNone() {
        ClusterSettings settings = ClusterSettings.of(
                URI.create("http://localhost:9200"),
                Map.of(
                        ClusterSettings.USERNAME, "u",
                        ClusterSettings.PASSWORD, "p",
                        ClusterSettings.API_KEY, "",
                        ClusterSettings.CA_CERTIFICATE, ""));

        assertThat(settings.username()).isEqualTo("u");
        assertThat(settings.password()).isEqualTo("p");
        assertThat(settings.apiKey()).isNull();
        assertThat(settings.caCertificate()).isNull();
    }
}
