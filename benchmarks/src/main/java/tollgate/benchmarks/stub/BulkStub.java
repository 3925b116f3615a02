package tollgate.benchmarks.stub;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import java.net.URI;
import tollgate.benchmarks.server.RootAnswer;

/**
 * A server that takes bulks as Elasticsearch does and keeps nothing but their counts. It answers what Tollgate, Filebeat, rsyslog
 * and syslog-ng ask; no other property of Elasticsearch is imitated: it has no index, and finds none.
 *
 * <p>{@code GET /_stub/counts} tells what has arrived.
 */
public final class BulkStub implements AutoCloseable {
    private static final String ROOT = RootAnswer.of("stub", "8.19.21");

    private static final String LICENSE = """
        {"license":{"status":"active","uid":"stub","type":"basic","mode":"basic"}}\
        """;

    private static final String HEALTH = """
        [{"cluster":"stub","status":"green","node.total":"1"}]\
        """;

    private static final String NOT_FOUND = """
        {"error":{"type":"index_not_found_exception","reason":"no such index"},"status":404}\
        """;

    private final Server server;

    private BulkStub(Server server) {
        this.server = server;
    }

    /**
     * Starts it on the loopback interface; when this returns, it answers.
     *
     * @param port where it listens, or 0 for a free port
     */
    public static BulkStub start(int port) {
        BulkCounts counts = new BulkCounts();
        BulkService bulk = new BulkService(counts);
        Server server = Server.builder()
                .localPort(port, SessionProtocol.HTTP)
                .maxRequestLength(0)
                .requestTimeoutMillis(0)
                .idleTimeoutMillis(0)
                .service("/", (context, request) -> json(ROOT))
                .service("/_bulk", bulk)
                .service("/{index}/_bulk", bulk)
                .service("/_stub/counts", (context, request) -> json(counts.toJson()))
                .service("/_license", (context, request) -> json(LICENSE))
                .service("/_cat/health", (context, request) -> json(HEALTH))
                .serviceUnder("/", everythingElse())
                // Elastic's own clients talk to nothing else.
                .decorator((delegate, context, request) -> delegate.serve(context, request)
                        .mapHeaders(headers -> headers.toBuilder()
                                .set("X-Elastic-Product", "Elasticsearch")
                                .build()))
                .build();
        server.start().join();
        return new BulkStub(server);
    }

    private static HttpService everythingElse() {
        return (context, request) -> request.method() == HttpMethod.PUT
                ? json("{\"acknowledged\":true}")
                : HttpResponse.of(HttpStatus.NOT_FOUND, MediaType.JSON_UTF_8, NOT_FOUND);
    }

    private static HttpResponse json(String body) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, body);
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
