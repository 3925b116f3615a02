package tollgate.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.InstantSource;
import tollgate.access.Denial;
import tollgate.access.Scope;
import tollgate.access.Token;
import tollgate.access.Verdict;
import tollgate.access.audit.AuditEvent;

/** Lets only those to an endpoint whose token has a scope; who is turned away is in the audit log. */
final class ScopedService extends SimpleDecoratingHttpService {
    private final Gate gate;
    private final Scope scope;
    private final boolean orLoopback;
    private final ErrorBody errors;
    private final SafeAuditLog audit;
    private final InstantSource clock;

    /** @param orLoopback whether callers on this machine need no token */
    ScopedService(
            HttpService service,
            Gate gate,
            Scope scope,
            boolean orLoopback,
            ErrorBody errors,
            SafeAuditLog audit,
            InstantSource clock) {
        super(service);
        this.gate = gate;
        this.scope = scope;
        this.orLoopback = orLoopback;
        this.errors = errors;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
        if (orLoopback && ctx.remoteAddress().getAddress().isLoopbackAddress()) {
            return unwrap().serve(ctx, request);
        }
        Verdict.Denied denied = gate.refusal(request.headers(), scope);
        return denied == null ? unwrap().serve(ctx, request) : refused(ctx, denied);
    }

    private HttpResponse refused(ServiceRequestContext ctx, Verdict.Denied denied) {
        Denial reason = denied.reason();
        Token token = denied.token();
        int status = Denials.status(reason);
        audit.append(AuditEvent.failed(clock.instant(), AuditEvent.DENY, reason.code())
                .withKey(token == null ? null : token.id(), token == null ? null : token.tenant())
                .withRequest(ctx.id().text(), ctx.remoteAddress().getAddress().getHostAddress(), status));
        ResponseHeadersBuilder headers =
                ResponseHeaders.builder(HttpStatus.valueOf(status)).contentType(MediaType.JSON);
        if (status == 401) {
            LimitHeaders.askForToken(headers);
        }
        return HttpResponse.of(headers.build(), errors.of(status, reason.message(), null, reason.code()));
    }
}
