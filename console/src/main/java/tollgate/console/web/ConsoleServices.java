package tollgate.console.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tollgate.access.TokenVerifier;
import tollgate.console.query.Answers;
import tollgate.console.query.BadQuestionException;
import tollgate.console.query.Catalogue;
import tollgate.console.query.Esql;
import tollgate.console.query.Question;
import tollgate.console.query.Story;

/** Puts the paths of the server together. */
public final class ConsoleServices {
    private static final int LEAST_COMPRESSED_BYTES = 1_024;
    /** Longer than a query may take, with the time that it may have to wait for others. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

    private static final int LONGEST_BODY = 8 * 1024;
    private static final int LONGEST_HEADERS = 16 * 1024;

    private final Catalogue catalogue;
    private final Answers answers;
    private final Esql esql;
    private final AlertServices alerts;
    private final @Nullable Login login;
    private final byte[] dashboards;

    /** @param tokens whose holders are let in; null where nobody but this machine can come */
    public ConsoleServices(
            Catalogue catalogue,
            Answers answers,
            Esql esql,
            AlertServices alerts,
            @Nullable TokenVerifier tokens,
            Duration refresh) {
        this.catalogue = catalogue;
        this.answers = answers;
        this.esql = esql;
        this.alerts = alerts;
        this.login = tokens == null ? null : new Login(tokens);
        this.dashboards = new DashboardsJson(refresh).bytes(catalogue.dashboards());
    }

    /** A server that is not started yet. */
    public Server server(String bindAddress, int port) {
        ServerBuilder server = Server.builder()
                .http(new InetSocketAddress(bindAddress, port))
                .requestTimeout(REQUEST_TIMEOUT)
                .maxRequestLength(LONGEST_BODY)
                .http1MaxHeaderSize(LONGEST_HEADERS)
                .http2MaxHeaderListSize(LONGEST_HEADERS)
                .errorHandler(new JsonErrors())
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1));
        server.decorator(new SecurityHeaders());
        server.decorator(login == null ? new LocalNamesOnly() : login);
        server.decorator(EncodingService.builder()
                .minBytesToForceChunkedEncoding(LEAST_COMPRESSED_BYTES)
                .encodableContentTypes(type -> type.is(MediaType.JSON) || type.is(MediaType.ANY_TEXT_TYPE))
                .newDecorator());
        Assets assets = Assets.load();
        for (String path : List.of("/", "/d/{dashboard}", "/alerts", "/request")) {
            server.route().get(path).build((ctx, request) -> assets.page(request.headers()));
        }
        server.route()
                .get("/assets/{name}")
                .build((ctx, request) -> assets.named(ctx.pathParam("name"), request.headers()));
        server.route().get("/api/dashboards").build((ctx, request) -> json(dashboards));
        server.route()
                .get("/api/dashboards/{dashboard}/panels/{panel}")
                .build((ctx, request) ->
                        answer(() -> ask(catalogue.panel(path(ctx, "dashboard"), path(ctx, "panel"), chosen(ctx)))));
        server.route()
                .get("/api/dashboards/{dashboard}/controls/{control}")
                .build((ctx, request) -> answer(
                        () -> ask(catalogue.control(path(ctx, "dashboard"), path(ctx, "control"), chosen(ctx)))));
        server.route().get("/api/request").build((ctx, request) -> answer(() -> document(chosen(ctx))));
        server.route()
                .get("/api/request/neighbours")
                .build((ctx, request) ->
                        answer(() -> ask(Story.neighbours(chosen(ctx).getOrDefault("at", "")))));
        alerts.route(server);
        if (login != null) {
            Login there = login;
            server.route()
                    .post(Login.PATH)
                    .build((ctx, request) -> HttpResponse.of(request.aggregate().thenApply(there::logIn)));
        }
        server.service("/healthz", HealthCheckService.of());
        return server.build();
    }

    private CompletableFuture<byte[]> document(Map<String, String> chosen) {
        Question question = Story.documents(chosen.getOrDefault("id", ""));
        return answers.get(question, () -> AnswerJson.bytes(esql.ask(question)));
    }

    interface Reply {
        CompletableFuture<byte[]> bytes();
    }

    static HttpResponse answer(Reply reply) {
        return HttpResponse.of(reply.bytes().thenApply(ConsoleServices::json).exceptionally(JsonErrors::response));
    }

    private CompletableFuture<byte[]> ask(Catalogue.Asked asked) {
        return answers.get(asked.question(), () -> AnswerJson.bytes(asked, esql.ask(asked.question())));
    }

    static HttpResponse json(byte[] bytes) {
        return HttpResponse.of(
                ResponseHeaders.of(
                        HttpStatus.OK,
                        HttpHeaderNames.CONTENT_TYPE,
                        MediaType.JSON_UTF_8,
                        HttpHeaderNames.CACHE_CONTROL,
                        "no-store"),
                HttpData.wrap(bytes));
    }

    static String path(ServiceRequestContext ctx, String name) {
        return String.valueOf(ctx.pathParam(name));
    }

    private static Map<String, String> chosen(ServiceRequestContext ctx) {
        Map<String, String> chosen = new LinkedHashMap<>();
        QueryParams.fromQueryString(ctx.query()).forEach((name, value) -> {
            if (chosen.put(name, value) != null) {
                throw new BadQuestionException("the parameter '" + name + "' stands there twice");
            }
        });
        return chosen;
    }
}
