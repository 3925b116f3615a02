package tollgate.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AsciiString;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tollgate.access.limit.Allowance;
import tollgate.access.limit.RateDecision;
import tollgate.access.limit.Spent;

/** The headers that tell a client what is left of its limits, named as OpenAI names them. */
final class LimitHeaders {
    private static final Names REQUESTS = Names.of("requests");
    private static final Names TOKENS = Names.of("tokens");
    private static final AsciiString BUDGET = AsciiString.cached("x-tollgate-budget-exhausted");
    private static final long MILLI_NANOS = 1_000_000;

    private record Names(AsciiString limit, AsciiString remaining, AsciiString reset) {
        static Names of(String what) {
            return new Names(
                    AsciiString.cached("x-ratelimit-limit-" + what),
                    AsciiString.cached("x-ratelimit-remaining-" + what),
                    AsciiString.cached("x-ratelimit-reset-" + what));
        }
    }

    static void add(ServiceRequestContext ctx, @Nullable RateDecision rates, @Nullable Spent spent) {
        if (rates != null) {
            add(ctx, REQUESTS, rates.requests());
            add(ctx, TOKENS, rates.tokens());
        }
        if (spent != null) {
            ctx.setAdditionalResponseHeader(BUDGET, spent.period());
        }
    }

    static void askForToken(ServiceRequestContext ctx) {
        ctx.setAdditionalResponseHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }

    private static void add(ServiceRequestContext ctx, Names names, @Nullable Allowance allowance) {
        if (allowance != null) {
            ctx.setAdditionalResponseHeader(names.limit(), allowance.limit());
            ctx.setAdditionalResponseHeader(names.remaining(), allowance.remaining());
            ctx.setAdditionalResponseHeader(names.reset(), seconds(allowance.resetNanos()));
        }
    }

    /** Such as {@code 0.02s}: not earlier than it holds. */
    static String seconds(long nanos) {
        long millis = nanos / MILLI_NANOS + (nanos % MILLI_NANOS == 0 ? 0 : 1);
        BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
        return (seconds.scale() < 0 ? seconds.setScale(0) : seconds).toPlainString() + "s";
    }

    private LimitHeaders() {}
}
