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
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** The objects that a gateway is made of, put together. */
record GatewayParts(
        Upstream upstream,
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

    static GatewayParts of(GatewaySettings settings, RequestLog log) {
        InstantSource clock = InstantSource.system();
        JsonFactory json = new JsonFactory();
        ErrorBody errors = new ErrorBody(json);
        Upstream upstream = upstream(settings, json, errors, clock);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MeteredRequestLog meteredLog = new MeteredRequestLog(log, registry);
        ChatService chat = new ChatService(
                new ChatParts(
                        upstream,
                        new RequestDefaults(settings.defaults()),
                        json,
                        new AnswerReader(json),
                        errors,
                        new Answers(errors, settings.isSimulated()),
                        settings.limits().requestTimeout(),
                        settings.limits().slowStart(),
                        settings.limits().bodyBytes()),
                meteredLog,
                new GatewayMetrics(registry, Set.copyOf(settings.defaults().models())),
                Identity.of(settings.node()),
                new RequestIds(clock, new SecureRandom()),
                clock);
        return new GatewayParts(
                upstream,
                meteredLog,
                chat,
                new ModelsService(json, settings.defaults().models(), upstream.provider(), clock.instant()),
                errors,
                (ctx, request) -> HttpResponse.of(HttpStatus.OK, METRICS, registry.scrape()));
    }

    private static Upstream upstream(
            GatewaySettings settings, JsonFactory json, ErrorBody errors, InstantSource clock) {
        URI url = settings.upstream().url();
        return url == null
                ? new SimulatedUpstream(
                        settings.simulated(), CommonPools.workerGroup(), clock, errors, new SimulatedJson(json))
                : new HttpUpstream(url, settings.upstream().apiKey());
    }

    /** @param closeMargin beyond the shutdown time-out */
    Server server(GatewaySettings settings, Duration closeMargin) {
        GatewaySettings.Limits limits = settings.limits();
        ServerBuilder server = Server.builder()
                .http(new InetSocketAddress(settings.bindAddress(), settings.port()))
                .errorHandler(new OpenAiErrorHandler(errors))
                .requestTimeout(limits.requestTimeout().plus(LAST_RESORT))
                .maxRequestLength(0) // the completions endpoint has its own, which leaves a line
                .http1MaxHeaderSize(limits.headerBytes())
                .http2MaxHeaderListSize(limits.headerBytes())
                .gracefulShutdownTimeout(
                        Duration.ofNanos(1), limits.shutdownTimeout().plus(closeMargin));
        server.route().post(ChatService.PATH).build(chat);
        server.route().get(ModelsService.PATH).build(models);
        server.route().get("/metrics").build(metrics);
        server.service("/healthz", HealthCheckService.of());
        server.service("/readyz", HealthCheckService.of(log::isWritable));
        return server.build();
    }

    @Override
    public void close() {
        upstream.close();
        log.close();
    }
}
