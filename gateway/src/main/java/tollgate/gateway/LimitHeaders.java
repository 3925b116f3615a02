package tollgate.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeadersBuilder;
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

    static void add(HttpHeadersBuilder headers, @Nullable RateDecision rates, @Nullable Spent spent) {
        if (rates != null) {
            add(headers, REQUESTS, rates.requests());
            add(headers, TOKENS, rates.tokens());
        }
        if (spent != null) {
            headers.set(BUDGET, spent.period());
        }
    }

    static void askForToken(HttpHeadersBuilder headers) {
        headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }

    private static void add(HttpHeadersBuilder headers, Names names, @Nullable Allowance allowance) {
        if (allowance != null) {
            headers.setLong(names.limit(), allowance.limit());
            headers.setLong(names.remaining(), allowance.remaining());
            headers.set(names.reset(), seconds(allowance.resetNanos()));
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
