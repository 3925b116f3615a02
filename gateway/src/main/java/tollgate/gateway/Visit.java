package tollgate.gateway;

import com.linecorp.armeria.common.HttpHeadersBuilder;
import org.jspecify.annotations.Nullable;
import tollgate.access.Token;
import tollgate.access.limit.LimitReached;
import tollgate.access.limit.RateDecision;
import tollgate.access.limit.RateLimiter;
import tollgate.access.limit.Spent;

/** One request at the gate: who it is from, and what it may do. On the request's event loop. */
final class Visit {
    private final RateLimiter limiter;
    private final String quota;
    private final @Nullable String tenant;
    private final @Nullable Token token;
    private final @Nullable Failure denied;
    private final @Nullable RateDecision rates;
    private final @Nullable Spent spent;
    private boolean streaming;

    /**
     * A request that has been judged.
     *
     * @param quota whose limits hold
     * @param tenant for its line
     * @param token that it showed and proved
     * @param denied why it may not go on, or null
     * @param rates what is left, where that is known
     * @param spent the budget that is used up
     */
    Visit(
            RateLimiter limiter,
            String quota,
            @Nullable String tenant,
            @Nullable Token token,
            @Nullable Failure denied,
            @Nullable RateDecision rates,
            @Nullable Spent spent) {
        this.limiter = limiter;
        this.quota = quota;
        this.tenant = tenant;
        this.token = token;
        this.denied = denied;
        this.rates = rates;
        this.spent = spent;
    }

    /** Why it may not go on, or null. Its body need not be read then. */
    @Nullable
    Failure denied() {
        return denied;
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    /** A name of the key, and never the key. */
    @Nullable
    String keyId() {
        return token == null ? null : token.id();
    }

    /** Tells the client what is left of its limits. */
    void addHeaders(HttpHeadersBuilder headers) {
        LimitHeaders.add(headers, rates, spent);
        if (denied != null && denied.status() == 401) {
            LimitHeaders.askForToken(headers);
        }
    }

    /** The body has been read. Returns why the request may not go on, or null. */
    @Nullable
    Failure asked(String model, boolean stream) {
        if (token != null && !token.allows(model)) {
            return Denials.MODEL;
        }
        if (stream) {
            LimitReached reached = limiter.stream(quota);
            if (reached != null) {
                return Denials.of(reached, 1);
            }
            streaming = true;
        }
        return null;
    }

    /** The client has got its answer, or has gone before. */
    void left() {
        if (streaming) {
            streaming = false;
            limiter.streamEnded(quota);
        }
    }
}
