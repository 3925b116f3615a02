package tollgate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tollgate.access.Scope;
import tollgate.gateway.config.RoutingSection;

/** The objects that a gateway is made of, put together. */
record GatewayParts(
        EventLoopGroup workers,
        Audit audit,
        Access access,
        @Nullable ServerTls tls,
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

    /** Closes the log where the parts cannot be made. */
    static GatewayParts of(GatewaySettings settings, RequestLog log, GatewayPlug plug) {
        // One for each processor: of more, each has less to do at a time, and wakes up more often.
        EventLoopGroup workers =
                EventLoopGroups.newEventLoopGroup(Runtime.getRuntime().availableProcessors(), "gateway", true);
        Upstreams upstreams = null;
        try {
            InstantSource clock = InstantSource.system();
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            upstreams = new Upstreams(workers, clock, registry);
            return of(settings, log, plug, workers, clock, registry, upstreams);
        } catch (RuntimeException e) {
            log.close();
            if (upstreams != null) {
                upstreams.close();
            }
            end(workers);
            throw e;
        }
    }

    private static GatewayParts of(
            GatewaySettings settings,
            RequestLog log,
            GatewayPlug plug,
            EventLoopGroup workers,
            InstantSource clock,
            PrometheusMeterRegistry registry,
            Upstreams upstreams) {
        JsonFactory json = new JsonFactory();
        ErrorBody errors = new ErrorBody(json);
        Upstream simulated =
                new SimulatedUpstream(settings.simulated(), workers, clock, errors, new SimulatedJson(json));
        MeteredRequestLog meteredLog = new MeteredRequestLog(log, registry);
        GatewayMetrics metrics = new GatewayMetrics(registry);
        BodyMemory memory = new BodyMemory(settings.limits().memoryBytes());
        metrics.held(memory);
        Audit audit = new Audit(plug.audit(), clock);
        Access access = Access.of(settings, meteredLog, plug.audit(), registry, plug.environment(), clock);
        KeyWatch keys = new KeyWatch(registry, audit, clock);
        Configuration configuration = new Configuration(
                settings,
                new RoutingSection(plug.environment()),
                access,
                new RoutingLoader(upstreams, simulated),
                keys,
                metrics,
                audit);
        access.countSpending();
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
                        (int) Math.min(settings.limits().bodyBytes(), memory.largestRequest()),
                        settings.limits().answerBytes(),
                        memory,
                        new LazyTokenizer(),
                        clock),
                access.gate(),
                access.log(),
                metrics,
                Identity.of(settings.node()),
                new RequestIds(clock, () -> ThreadLocalRandom.current().nextLong()),
                clock);
        return new GatewayParts(
                workers,
                audit,
                access,
                tls(settings.access()),
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
                .workerGroup(workers, false)
                .errorHandler(new OpenAiErrorHandler(errors))
                .requestTimeout(limits.requestTimeout().plus(LAST_RESORT))
                .idleTimeout(limits.idleTimeout())
                .childChannelPipelineCustomizer(new WriteAhead()::addTo)
                .disableServerHeader()
                .maxRequestLength(0) // the completions endpoint has its own, which leaves a line
                .http1MaxHeaderSize(limits.headerBytes())
                .http2MaxHeaderListSize(limits.headerBytes())
                .gracefulShutdownTimeout(
                        Duration.ofNanos(1), limits.shutdownTimeout().plus(closeMargin));
        InetSocketAddress address = new InetSocketAddress(settings.bindAddress(), settings.port());
        if (tls == null) {
            server.http(address);
        } else {
            server.https(address).tlsProvider(tls);
        }
        server.route().post(ChatService.PATH).build(chat);
        server.route().get(ModelsService.PATH).build(scoped(models, Scope.CHAT, false));
        server.route().get("/metrics").build(metrics);
        server.route()
                .post(ReloadService.PATH)
                .build(scoped(new ReloadService(configuration::reload, errors), Scope.ADMIN, true));
        server.service("/healthz", HealthCheckService.of());
        server.service(
                "/readyz",
                HealthCheckService.builder()
                        .longPolling(0)
                        .checkers(log::isWritable)
                        .build());
        return server.build();
    }

    private static @Nullable ServerTls tls(AccessSettings access) {
        Path certificate = access.certificate();
        Path key = access.certificateKey();
        return certificate == null || key == null ? null : ServerTls.open(certificate, key);
    }

    private HttpService scoped(HttpService service, Scope scope, boolean orLoopback) {
        return new ScopedService(
                service, access.gate(), scope, orLoopback, errors, access.audit(), InstantSource.system());
    }

    @Override
    public void close() {
        access.close();
        if (tls != null) {
            tls.close();
        }
        keys.close();
        upstreams.close();
        log.close();
        end(workers);
    }

    /** Not at once: what has been closed still has a few things to do there. */
    private static void end(EventLoopGroup workers) {
        var _ = workers.shutdownGracefully();
    }
}
