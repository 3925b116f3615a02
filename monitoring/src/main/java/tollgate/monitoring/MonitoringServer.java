package tollgate.monitoring;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.healthcheck.HealthChecker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import tollgate.shipper.bulk.BulkTransport;

/**
 * Answers at {@code /healthz} (200 while a new start would not help, else 503), {@code /readyz} (200 while at work, else 503) and
 * {@code /metrics} (Prometheus' text format). It is up before the work begins, and has one thread for connections and one for what
 * takes time.
 */
public final class MonitoringServer implements AutoCloseable {
    /** Prometheus' text format. */
    private static final MediaType METRICS = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final BlockingTaskExecutor slow = BlockingTaskExecutor.builder()
            .numThreads(1)
            .threadNamePrefix("monitoring-metrics")
            .build();
    private final String address;
    private final Server server;
    private volatile Health health = Health.STARTING;

    private MonitoringServer(String address, int port) {
        this.address = address;
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        ServerBuilder builder = Server.builder()
                .http(new InetSocketAddress(address, port))
                .workerGroup(EventLoopGroups.newEventLoopGroup(1, "monitoring", true), true)
                .blockingTaskExecutor(slow, true)
                .requestTimeout(REQUEST_TIMEOUT)
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO);
        builder.service("/healthz", check(() -> health.isAlive()));
        builder.service("/readyz", check(() -> health.isReady()));
        builder.route().get("/metrics").build((context, request) -> HttpResponse.of(this::metrics, slow));
        server = builder.build();
    }

    /** Nobody is told of a change; who wants to know asks again. */
    private static HealthCheckService check(HealthChecker checker) {
        return HealthCheckService.builder().longPolling(0).checkers(checker).build();
    }

    /**
     * Starts; when this returns, it answers.
     *
     * @param address of this machine to listen at
     * @param port or 0 for a free one
     * @throws MonitoringException where it cannot be listened there; the message is one line
     */
    public static MonitoringServer start(String address, int port) throws MonitoringException {
        MonitoringServer started = new MonitoringServer(address, port);
        try {
            started.server.start().join();
        } catch (CompletionException e) {
            started.close();
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SocketException) {
                    throw new MonitoringException(
                            "health and metrics cannot be served at %s:%d (%s): choose another port or address"
                                    .formatted(address, port, cause.getMessage()),
                            e);
                }
            }
            throw e;
        }
        return started;
    }

    private HttpResponse metrics() {
        health.refresh();
        return HttpResponse.of(HttpStatus.OK, METRICS, registry.scrape());
    }

    /** From now on, says how this fares. */
    public void watch(Health newHealth) {
        health = newHealth;
    }

    /** Where metrics are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The same transport, measured. */
    public BulkTransport metered(BulkTransport transport) {
        return new MeteredTransport(transport, registry);
    }

    /** Where it listens, for people. */
    @Override
    public String toString() {
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + server.activeLocalPort();
    }

    /** The port that it listens on. */
    public int port() {
        return server.activeLocalPort();
    }

    @Override
    public void close() {
        var _ = server.stop(); // its own future ends two seconds later: it waits for its threads, which are daemons
        collections.close();
    }
}
