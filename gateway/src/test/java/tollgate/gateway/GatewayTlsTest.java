package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.testing.junit5.server.SelfSignedCertificateExtension;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GatewayTlsTest {
    @RegisterExtension
    static final SelfSignedCertificateExtension FIRST = new SelfSignedCertificateExtension("localhost");

    @RegisterExtension
    static final SelfSignedCertificateExtension SECOND = new SelfSignedCertificateExtension("localhost");

    @TempDir
    private Path folder;

    private GatewaySettings settings() {
        return GatewaySettings.from(Map.of(
                        "TLS_CERTIFICATE", folder.resolve("cert.pem").toString(),
                        "TLS_KEY", folder.resolve("key.pem").toString()))
                .withPort(0)
                .withLogFolder(folder.resolve("logs"));
    }

    private void put(SelfSignedCertificateExtension made, boolean withKey) throws IOException {
        Files.copy(made.certificateFile().toPath(), folder.resolve("cert.pem"), StandardCopyOption.REPLACE_EXISTING);
        if (withKey) {
            Files.copy(made.privateKeyFile().toPath(), folder.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void showsTheCertificateOfTheFilesAndAnotherOneAfterTheyChanged() throws Exception {
        put(FIRST, true);
        try (Gateway gateway = Gateway.start(settings());
                ClientFactory trusting = ClientFactory.builder().tlsNoVerify().build()) {
            assertThat(gateway.uri().getScheme()).isEqualTo("https");
            assertThat(WebClient.builder(gateway.uri())
                            .factory(trusting)
                            .build()
                            .get("/healthz")
                            .aggregate()
                            .join()
                            .status()
                            .code())
                    .isEqualTo(200);
            assertThat(shown(gateway)).isEqualTo(FIRST.certificate());
            put(SECOND, true);
            await().atMost(Duration.ofMinutes(2)).until(() -> shown(gateway).equals(SECOND.certificate()));
        }
    }

    @Test
    void filesThatDoNotFitStopTheStartInOneLine() throws Exception {
        put(FIRST, true);
        put(SECOND, false);

        assertThatThrownBy(() -> Gateway.start(settings()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("cannot be used together (the key is not that of the certificate)");
        assertThatThrownBy(() -> GatewaySettings.from(Map.of("TLS_KEY", "x")))
                .hasMessageStartingWith("TLS_CERTIFICATE is not set");
    }

    private static Certificate shown(Gateway gateway) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        try (Socket socket = context.getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
            return ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        }
    }

    /** Trusts whoever answers: the test looks itself. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
