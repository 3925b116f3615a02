package tollgate.pager;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Tells others of the pager's health: {@code /healthz}, {@code /readyz} and {@code /metrics}, where somebody wants them. */
public final class PagerServer implements AutoCloseable {
    /** Prometheus' text format. */
    private static final MediaType METRICS = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

    private final @Nullable Server server;

    private PagerServer(@Nullable Server server) {
        this.server = server;
    }

    /**
     * Serves, if a port is given.
     *
     * @param port 0 takes a free one; null for none at all
     * @throws PagerException where the port cannot be had
     */
    public static PagerServer start(
            @Nullable Integer port, String address, Pager pager, PrometheusMeterRegistry registry)
            throws PagerException {
        if (port == null) {
            return new PagerServer(null);
        }
        Server server = Server.builder()
                .http(new InetSocketAddress(address, port))
                .service(
                        "/healthz",
                        (context, request) -> pager.isWell()
                                ? HttpResponse.of("well: " + pager.status())
                                : HttpResponse.of(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        MediaType.PLAIN_TEXT_UTF_8,
                                        "Elasticsearch has not answered for two minutes; " + pager.status()))
                .service(
                        "/readyz",
                        HealthCheckService.builder()
                                .longPolling(0)
                                .checkers(pager::isReady)
                                .build())
                .service("/metrics", (context, request) -> HttpResponse.of(HttpStatus.OK, METRICS, registry.scrape()))
                .build();
        try {
            server.start().join();
        } catch (CompletionException e) {
            throw new PagerException(
                    "port " + port + " cannot be had (" + e.getCause() + "): choose another with --metrics-port", e);
        }
        return new PagerServer(server);
    }

    /** Where it is, for people; empty where it is not. */
    public String note() {
        return server == null ? "" : "; metrics on port " + server.activeLocalPort();
    }

    /** Where it is; 0 where it is not. */
    int port() {
        return server == null ? 0 : server.activeLocalPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop().join();
        }
    }
}
