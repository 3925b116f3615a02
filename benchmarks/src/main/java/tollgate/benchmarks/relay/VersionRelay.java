package tollgate.benchmarks.relay;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import java.net.URI;
import tollgate.benchmarks.server.RootAnswer;

/**
 * Stands before an Elasticsearch whose distribution lacks the module that answers at {@code /}. It answers there itself, with
 * the version of that server, and passes everything else on as it comes and comes back, without looking into it.
 */
public final class VersionRelay implements AutoCloseable {
    private final Server server;

    private VersionRelay(Server server) {
        this.server = server;
    }

    /**
     * Starts it on the loopback interface, on a free port; when this returns, it answers.
     *
     * @param elasticsearch what it stands before
     * @param version what it says at {@code /}
     */
    public static VersionRelay start(URI elasticsearch, String version) {
        WebClient client = WebClient.builder("h1c://" + elasticsearch.getAuthority())
                .responseTimeoutMillis(0)
                .writeTimeoutMillis(0)
                .maxResponseLength(0)
                .build();
        ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.JSON_UTF_8)
                .set("X-Elastic-Product", "Elasticsearch")
                .build();
        HttpData root = HttpData.ofUtf8(RootAnswer.of("relay", version));
        Server server = Server.builder()
                .localPort(0, SessionProtocol.HTTP)
                .maxRequestLength(0)
                .requestTimeoutMillis(0)
                .idleTimeoutMillis(0)
                .service("/", (context, request) -> HttpResponse.of(headers, root))
                .serviceUnder("/", (context, request) -> client.execute(request))
                .build();
        server.start().join();
        return new VersionRelay(server);
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort());
    }

    @Override
    public void close() {
        server.close();
    }
}
