package tollgate.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.jspecify.annotations.Nullable;

/** Opens the HTTP client below the typed one. */
final class HttpClients {
    /** Longer than Elasticsearch's own minute for a bulk to find its shard. */
    private static final int RESPONSE_TIMEOUT_SECONDS = 90;

    static Rest5Client open(ClusterSettings settings) throws ClusterException {
        try {
            Rest5ClientBuilder builder = Rest5Client.builder(settings.uri())
                    .setMetaHeaderEnabled(false)
                    .setRequestConfigCallback(
                            config -> config.setResponseTimeout(RESPONSE_TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .setHttpClientConfigCallback(HttpClients::configure);
            Header authorization = authorization(settings);
            if (authorization != null) {
                builder.setDefaultHeaders(new Header[] {authorization});
            }
            if (settings.caCertificate() != null) {
                builder.setSSLContext(trusting(settings.caCertificate()));
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new ClusterException(
                    "'" + settings + "' is no address of an Elasticsearch: it should look like http://localhost:9200",
                    e);
        }
    }

    private static void configure(HttpAsyncClientBuilder client) {
        // It would send a bulk again after a 429 or 503 without asking what became of the first one.
        client.disableAutomaticRetries();
        client.setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build());
    }

    private static @Nullable Header authorization(ClusterSettings settings) {
        if (settings.apiKey() != null) {
            return new BasicHeader("Authorization", "ApiKey " + settings.apiKey());
        }
        if (settings.username() == null || settings.password() == null) {
            return null;
        }
        byte[] both = (settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
        return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    private static SSLContext trusting(Path certificate) throws ClusterException {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + number++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ClusterException(
                    ClusterSettings.CA_CERTIFICATE + ": " + certificate + " is no readable certificate in PEM form: "
                            + e.getMessage(),
                    e);
        }
    }

    private HttpClients() {}
}
