package tollgate.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tollgate.access.Denial;
import tollgate.access.Scope;
import tollgate.access.Token;
import tollgate.access.TokenVerifier;
import tollgate.access.Verdict;
import tollgate.access.limit.Budget;
import tollgate.access.limit.RateDecision;
import tollgate.access.limit.RateLimiter;
import tollgate.access.limit.Spending;
import tollgate.access.limit.Spent;

/** Lets in who shows an access token, as far as its tenant's limits and budget go. */
final class TokenGate implements Gate {
    private final TokenVerifier verifier;
    private final RateLimiter limiter;
    private final Spending spending;
    private final BudgetWitness budgets;
    private final InstantSource clock;

    TokenGate(
            TokenVerifier verifier,
            RateLimiter limiter,
            Spending spending,
            BudgetWitness budgets,
            InstantSource clock) {
        this.verifier = verifier;
        this.limiter = limiter;
        this.spending = spending;
        this.budgets = budgets;
        this.clock = clock;
    }

    @Override
    public Visit enter(RequestHeaders headers) {
        return switch (verdict(headers, Scope.CHAT)) {
            case Verdict.Denied denied -> refused(denied.reason(), denied.token());
            case Verdict.Granted granted -> admitted(granted.token());
        };
    }

    private Verdict verdict(RequestHeaders headers, Scope scope) {
        return verifier.verifyHeader(headers.get(HttpHeaderNames.AUTHORIZATION), scope);
    }

    private Visit refused(Denial reason, @Nullable Token token) {
        return new Visit(
                limiter,
                OpenGate.EVERYBODY,
                token == null ? null : token.tenant(),
                token,
                Denials.of(reason),
                null,
                null);
    }

    private Visit admitted(Token token) {
        String tenant = token.tenant();
        Spent spent = spending.spent(tenant);
        if (spent != null) {
            Instant now = clock.instant();
            budgets.spent(tenant, spent, now);
            if (spent.action() == Budget.Action.REFUSE) {
                return new Visit(limiter, tenant, tenant, token, Denials.of(spent, now), null, spent);
            }
        }
        RateDecision rates = limiter.request(tenant);
        Failure denied = rates.reached() == null ? null : Denials.of(rates.reached(), rates.retryNanos());
        return new Visit(limiter, tenant, tenant, token, denied, rates, spent);
    }

    @Override
    public Verdict.@Nullable Denied refusal(RequestHeaders headers, Scope scope) {
        return verdict(headers, scope) instanceof Verdict.Denied denied ? denied : null;
    }
}
