package tollgate.setup;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.client.ClientOptions;
import com.linecorp.armeria.client.SessionProtocolNegotiationException;
import com.linecorp.armeria.client.WebClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens the HTTP client to Kibana, and says in one line what its failures mean. */
final class KibanaHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** An import of a large dashboard migrates it first. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    private static final long MAX_ANSWER_BYTES = 50L << 20;

    static ClientFactory factory(KibanaSettings settings) throws SetupException {
        ClientFactoryBuilder builder = ClientFactory.builder().connectTimeout(CONNECT_TIMEOUT);
        Path certificate = settings.caCertificate();
        if (certificate == null) {
            return builder.build();
        }
        if (!Files.isReadable(certificate)) {
            throw unreadable(certificate, "no readable file", null);
        }
        try {
            return builder.tlsCustomizer(tls -> tls.trustManager(certificate.toFile()))
                    .build();
        } catch (RuntimeException e) {
            throw unreadable(certificate, "no certificate in PEM form", e);
        }
    }

    private static SetupException unreadable(Path certificate, String what, @Nullable Throwable cause) {
        return new SetupException(
                KibanaSettings.CA_CERTIFICATE + ": " + certificate + " is " + what
                        + ": give the certificate of the authority that signed Kibana's",
                cause);
    }

    static BlockingWebClient client(KibanaSettings settings, ClientFactory factory) {
        URI uri = settings.uri();
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        // Kibana speaks HTTP/1.1; asking for more first costs a connection that it breaks off.
        return WebClient.builder((tls ? "h1" : "h1c") + "://" + uri.getHost() + ":" + port)
                .factory(factory)
                .option(ClientOptions.RESPONSE_TIMEOUT_MILLIS, RESPONSE_TIMEOUT.toMillis())
                .maxResponseLength(MAX_ANSWER_BYTES)
                .build()
                .blocking();
    }

    static SetupException explain(KibanaSettings settings, RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SSLException)) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        if (cause instanceof SessionProtocolNegotiationException) {
            return new SetupException(
                    "what answers at " + settings + " speaks no TLS: write http:// in --kibana", failure);
        }
        if (cause instanceof SSLException) {
            return new SetupException(
                    "Kibana at " + settings + " shows a certificate that is not trusted (" + reason + "): set "
                            + KibanaSettings.CA_CERTIFICATE + " to the PEM file of the authority that signed it",
                    failure);
        }
        return new KibanaUnreachableException(
                "Kibana at " + settings + " does not answer ("
                        + cause.getClass().getSimpleName() + "): start it, or say with --kibana where it is",
                failure);
    }

    private KibanaHttp() {}
}
