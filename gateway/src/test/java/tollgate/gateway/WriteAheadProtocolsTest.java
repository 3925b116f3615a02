package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.testing.junit5.server.SelfSignedCertificateExtension;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over each protocol that a client may speak, a message arrives whole and in its order. */
class WriteAheadProtocolsTest {
    private static final int PIECES = 300;
    private static final int LONGEST_PIECE = 40_000;

    @RegisterExtension
    static final SelfSignedCertificateExtension CERTIFICATE = new SelfSignedCertificateExtension("localhost");

    @ParameterizedTest
    @EnumSource(names = {"H1C", "H2C", "H1", "H2"})
    void bringsALongStreamThereAndBack(SessionProtocol protocol) {
        bringsALongStreamThereAndBack(protocol, true);
    }

    @Test
    void bringsALongStreamThereAndBackAfterAnUpgrade() {
        bringsALongStreamThereAndBack(SessionProtocol.H2C, false);
    }

    private static void bringsALongStreamThereAndBack(SessionProtocol protocol, boolean preface) {
        Server server = Server.builder()
                .http(0)
                .https(0)
                .tls(CERTIFICATE.tlsKeyPair())
                .maxRequestLength(0)
                .childChannelPipelineCustomizer(new WriteAhead()::addTo)
                .service(
                        "/echo",
                        (_, request) -> HttpResponse.of(
                                ResponseHeaders.of(HttpStatus.OK),
                                request.split().body()))
                .build();
        server.start().join();
        int port = server.activeLocalPort(protocol.isTls() ? SessionProtocol.HTTPS : SessionProtocol.HTTP);
        try (ClientFactory factory =
                ClientFactory.builder().tlsNoVerify().useHttp2Preface(preface).build()) {
            WebClient client = WebClient.builder(protocol.uriText() + "://127.0.0.1:" + port)
                    .factory(factory)
                    .responseTimeout(Duration.ofMinutes(1))
                    .maxResponseLength(0)
                    .build();
            List<HttpData> pieces = pieces();
            RequestHeaders headers = RequestHeaders.of(HttpMethod.POST, "/echo");

            byte[] back = client.execute(HttpRequest.of(headers, StreamMessage.of(pieces.toArray(new HttpData[0]))))
                    .aggregate()
                    .join()
                    .content()
                    .array();

            assertThat(back).isEqualTo(joined(pieces));
        } finally {
            server.stop().join();
        }
    }

    private static List<HttpData> pieces() {
        Random random = new Random(1);
        List<HttpData> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            byte[] bytes = new byte[1 + random.nextInt(LONGEST_PIECE)];
            random.nextBytes(bytes);
            pieces.add(HttpData.wrap(bytes));
        }
        return pieces;
    }

    private static byte[] joined(List<HttpData> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(piece.array()));
        return all.toByteArray();
    }
}
