package tollgate.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tollgate.requestlog.RequestRecordBuilder;

/**
 * The completions endpoint. Each request that reaches it leaves exactly one line, before its client sees the end of its answer;
 * only while the request log cannot be written are requests turned away without one.
 */
final class ChatService implements HttpService {
    static final String PATH = "/v1/chat/completions";
    /** Names the tenant where nobody has to prove who it is. */
    static final String TENANT = "x-tenant-id";

    private final ChatParts parts;
    private final Gate gate;
    private final RequestLog log;
    private final GatewayMetrics metrics;
    private final Identity identity;
    private final RequestIds ids;
    private final InstantSource clock;
    private final Map<ChatExchange, ServiceRequestContext> open = new ConcurrentHashMap<>();
    private volatile boolean closing;

    ChatService(
            ChatParts parts,
            Gate gate,
            RequestLog log,
            GatewayMetrics metrics,
            Identity identity,
            RequestIds ids,
            InstantSource clock) {
        this.parts = parts;
        this.gate = gate;
        this.log = log;
        this.metrics = metrics;
        this.identity = identity;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        String requestId = ids.next();
        if (!log.isWritable()) {
            metrics.refused();
            return parts.answers().error(requestId, null, Failure.LOG_UNAVAILABLE);
        }
        Routing routing = parts.routing().get();
        long queuedNanos = Math.max(0, System.nanoTime() - ctx.log().partial().requestStartTimeNanos());
        CallRecord record =
                new CallRecord(log, metrics, clock.instant(), queuedNanos, requestId, routing.defaultModel());
        Visit visit = gate.enter(request.headers());
        // The very loop of the connection: through the one that carries a context, each piece of a stream would wait
        // for a turn of its own.
        EventLoop eventLoop = ctx.eventLoop().withoutContext();
        ChatExchange exchange = new ChatExchange(parts, routing, visit, record, request, eventLoop);
        open.put(exchange, ctx);
        metrics.begun();
        describe(record.record().provider(routing.provider()), ctx, request, visit);
        HttpResponse response = exchange.start();
        var _ = response.whenComplete().whenCompleteAsync((_, _) -> left(exchange), eventLoop);
        noticeHangUp(ctx, exchange, response);
        if (closing) {
            exchange.fail(Failure.SHUTTING_DOWN);
        }
        return response;
    }

    /**
     * Over HTTP/1, Armeria lets a second pass before it ends the answer to a client that has hung up, so that an answer that is
     * about to end may do so. Here its line would be written already, and an upstream that goes on costs money.
     */
    private static void noticeHangUp(ServiceRequestContext ctx, ChatExchange exchange, HttpResponse response) {
        Channel connection = ctx.log().partial().channel();
        if (connection != null && !ctx.sessionProtocol().isMultiplex()) {
            ChannelFutureListener hungUp = _ -> exchange.closed();
            connection.closeFuture().addListener(hungUp);
            var _ = response.whenComplete()
                    .whenComplete((_, _) -> connection.closeFuture().removeListener(hungUp));
        }
    }

    private void left(ChatExchange exchange) {
        exchange.closed();
        open.remove(exchange);
        metrics.left();
    }

    private void describe(RequestRecordBuilder record, ServiceRequestContext ctx, HttpRequest request, Visit visit) {
        identity.addTo(record);
        record.tenant(visit.tenant())
                .keyId(visit.keyId())
                .userAgent(Words.cut(request.headers().get(HttpHeaderNames.USER_AGENT)))
                .clientAddress(ctx.remoteAddress().getAddress().getHostAddress());
    }

    /** From now on, requests are turned away; those that are open go on. */
    void refuseNew() {
        closing = true;
    }

    /** Ends the requests that are open; each leaves its line. */
    void endOpen() {
        open.forEach((exchange, ctx) -> ctx.eventLoop().execute(() -> exchange.fail(Failure.SHUTTING_DOWN)));
    }
}
