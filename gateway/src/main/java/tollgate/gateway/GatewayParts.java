package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import tollgate.gateway.config.RoutingSection;

/** The objects that a gateway is made of, put together. */
record GatewayParts(
        Audit audit,
        Upstreams upstreams,
        KeyWatch keys,
        Configuration configuration,
        RequestLog log,
        ChatService chat,
        ModelsService models,
        ErrorBody errors,
        HttpService metrics)
        implements AutoCloseable {
    /** Prometheus' text format. */
    private static final MediaType METRICS = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");
    /** Armeria's own limit for a request stands behind the gateway's, which ends it better. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(10);
    /** A connection on which nothing is asked is closed; one whose request's headers do not come, too. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Closes the log where the parts cannot be made. */
    static GatewayParts of(GatewaySettings settings, RequestLog log, GatewayPlug plug) {
        Upstreams upstreams = null;
        try {
            InstantSource clock = InstantSource.system();
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            upstreams = new Upstreams(clock, registry);
            return of(settings, log, plug, clock, registry, upstreams);
        } catch (RuntimeException e) {
            log.close();
            if (upstreams != null) {
                upstreams.close();
            }
            throw e;
        }
    }

    private static GatewayParts of(
            GatewaySettings settings,
            RequestLog log,
            GatewayPlug plug,
            InstantSource clock,
            PrometheusMeterRegistry registry,
            Upstreams upstreams) {
        JsonFactory json = new JsonFactory();
        ErrorBody errors = new ErrorBody(json);
        Upstream simulated = new SimulatedUpstream(
                settings.simulated(), CommonPools.workerGroup(), clock, errors, new SimulatedJson(json));
        MeteredRequestLog meteredLog = new MeteredRequestLog(log, registry);
        GatewayMetrics metrics = new GatewayMetrics(registry);
        Audit audit = new Audit(plug.audit(), clock);
        KeyWatch keys = new KeyWatch(registry, audit, clock);
        Configuration configuration = new Configuration(
                settings,
                new RoutingSection(plug.environment()),
                new RoutingLoader(upstreams, simulated),
                keys,
                metrics,
                audit);
        ChatService chat = new ChatService(
                new ChatParts(
                        configuration,
                        plug.backoff(),
                        json,
                        new AnswerReader(json),
                        errors,
                        new Answers(errors, () -> configuration.get().simulated()),
                        settings.limits().requestTimeout(),
                        settings.limits().slowStart(),
                        settings.limits().bodyBytes(),
                        new LazyTokenizer(),
                        clock),
                meteredLog,
                metrics,
                Identity.of(settings.node()),
                new RequestIds(clock, () -> ThreadLocalRandom.current().nextLong()),
                clock);
        return new GatewayParts(
                audit,
                upstreams,
                keys,
                configuration,
                meteredLog,
                chat,
                new ModelsService(json, configuration, clock.instant()),
                errors,
                (ctx, request) -> HttpResponse.of(HttpStatus.OK, METRICS, registry.scrape()));
    }

    /** @param closeMargin beyond the shutdown time-out */
    Server server(GatewaySettings settings, Duration closeMargin) {
        GatewaySettings.Limits limits = settings.limits();
        ServerBuilder server = Server.builder()
                .http(new InetSocketAddress(settings.bindAddress(), settings.port()))
                .errorHandler(new OpenAiErrorHandler(errors))
                .requestTimeout(limits.requestTimeout().plus(LAST_RESORT))
                .idleTimeout(IDLE)
                .maxRequestLength(0) // the completions endpoint has its own, which leaves a line
                .http1MaxHeaderSize(limits.headerBytes())
                .http2MaxHeaderListSize(limits.headerBytes())
                .gracefulShutdownTimeout(
                        Duration.ofNanos(1), limits.shutdownTimeout().plus(closeMargin));
        server.route().post(ChatService.PATH).build(chat);
        server.route().get(ModelsService.PATH).build(models);
        server.route().get("/metrics").build(metrics);
        server.route().post(ReloadService.PATH).build(new ReloadService(configuration::reload, errors));
        server.service("/healthz", HealthCheckService.of());
        server.service("/readyz", HealthCheckService.of(log::isWritable));
        return server.build();
    }

    @Override
    public void close() {
        keys.close();
        upstreams.close();
        log.close();
    }
}
