package tollgate.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import org.jspecify.annotations.Nullable;
import tollgate.access.Denial;
import tollgate.access.Scope;
import tollgate.access.Verdict;
import tollgate.access.limit.RateDecision;
import tollgate.access.limit.RateLimiter;

/** Lets everybody in, and believes which tenant they name: on this machine only. The limits of all together hold. */
final class OpenGate implements Gate {
    /** Whoever comes: a tenant that anybody can name is none that could be limited. */
    static final String EVERYBODY = "";

    private final RateLimiter limiter;

    OpenGate(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public Visit enter(RequestHeaders headers) {
        RateDecision rates = limiter.request(EVERYBODY);
        String tenant = headers.get(ChatService.TENANT);
        Failure denied = rates.reached() != null
                ? Denials.of(rates.reached(), rates.retryNanos())
                : tenant != null && tenant.length() > Words.MAX_CHARS ? Failure.badHeader(ChatService.TENANT) : null;
        return new Visit(limiter, EVERYBODY, Words.cut(tenant), null, denied, rates, null);
    }

    @Override
    public Verdict.@Nullable Denied refusal(RequestHeaders headers, Scope scope) {
        return scope == Scope.ADMIN ? new Verdict.Denied(Denial.MISSING, null) : null;
    }
}
