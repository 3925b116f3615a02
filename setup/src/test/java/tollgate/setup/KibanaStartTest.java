package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.setup.stub.StubKibana;

class KibanaStartTest {
    private final List<String> told = new ArrayList<>();
    private StubKibana stub;

    @BeforeEach
    void start() throws IOException {
        stub = StubKibana.start(0);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void waitsUntilKibanaIsAvailable() throws Exception {
        stub.starting(1);

        assertThat(await(stub.uri(), "default", Duration.ofSeconds(30))).isEqualTo("9.4.0");
        assertThat(told)
                .containsExactly("waiting: Kibana at " + stub.uri()
                        + " is not available yet (unavailable): wait, or look into its log");
    }

    @Test
    void waitHasItsLimit() {
        stub.starting(9);

        assertFails(
                stub.uri(),
                "default",
                "Kibana at " + stub.uri()
                        + " is not available yet (unavailable): wait, or look into its log; waited 0 s");
    }

    @Test
    void versionThatDoesNotFitIsSaid() {
        stub.version("8.19.3");

        assertFails(
                stub.uri(),
                "default",
                "Kibana at " + stub.uri() + " is version 8.19.3, and the dashboards need 9.0 or later: upgrade it, or"
                        + " leave --kibana out to set up Elasticsearch alone");
    }

    @Test
    void spaceThatIsMissingIsSaid() {
        assertFails(
                stub.uri(),
                "ops",
                "Kibana at " + stub.uri() + " has no space ops: make it in Stack Management, or say another with"
                        + " --space");
    }

    @Test
    void whatIsNoKibanaIsSaid() {
        assertFails(
                stub.uri().resolve("/elsewhere/"),
                "default",
                "what answers at " + stub.uri().resolve("/elsewhere/") + " is no Kibana (status 404 at /api/status):"
                        + " say with --kibana where it is, with its base path");
    }

    @Test
    void nothingThatAnswersIsSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + port);

        assertThatThrownBy(() -> await(nowhere, "default", Duration.ZERO))
                .hasMessageStartingWith("Kibana at " + nowhere + " does not answer (")
                .hasMessageEndingWith("): start it, or say with --kibana where it is; waited 0 s");
    }

    @Test
    void addressWithTlsWhereThereIsNoneIsSaid() {
        URI tls = URI.create("https://127.0.0.1:" + stub.uri().getPort());

        assertFails(tls, "default", "what answers at " + tls + " speaks no TLS: write http:// in --kibana");
    }

    @Test
    void certificateThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");

        for (Path certificate : List.of(file, folder.resolve("gone.pem"))) {
            assertThatThrownBy(() -> Kibana.at(
                            KibanaSettings.of(stub.uri(), "default", Map.of("KIBANA_CA_CERT", certificate.toString()))))
                    .hasMessageStartingWith("KIBANA_CA_CERT: " + certificate + " is no ")
                    .hasMessageEndingWith(": give the certificate of the authority that signed Kibana's");
        }
    }

    @Test
    void addressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> KibanaSettings.of(URI.create("localhost:5601"), "default", Map.of()))
                .hasMessage("'localhost:5601' is no address of a Kibana: it should look like http://localhost:5601");
        assertThatThrownBy(() -> KibanaSettings.of(URI.create("http://u:p@localhost:5601"), "default", Map.of()))
                .hasMessage("--kibana holds a name or a password: give them as KIBANA_USERNAME and KIBANA_PASSWORD");
        assertThatThrownBy(() -> KibanaSettings.of(stub.uri(), "a/b", Map.of()))
                .hasMessage("'a/b' is no space: an id has small letters, digits, _ and -");
    }

    private void assertFails(URI uri, String space, String message) {
        assertThatThrownBy(() -> await(uri, space, Duration.ZERO))
                .isExactlyInstanceOf(SetupException.class)
                .hasMessage(message);
    }

    private String await(URI uri, String space, Duration patience) throws Exception {
        try (Kibana kibana = Kibana.at(KibanaSettings.of(uri, space, Map.of()))) {
            return new KibanaStart(kibana, patience, InstantSource.system(), told::add).await();
        }
    }
}
