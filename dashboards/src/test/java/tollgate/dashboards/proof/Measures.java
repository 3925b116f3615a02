package tollgate.dashboards.proof;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.sampletraffic.SampleCost;
import tollgate.sampletraffic.SampleRequest;

/** What is counted of requests. A sum of nothing that is known is null. */
final class Measures {
    private static final double NANOS_PER_MILLI = 1e6;

    static final Predicate<SampleRequest> OK = each -> each.record().effectiveOutcome() == Outcome.OK;
    /** What counts against availability. */
    static final Predicate<SampleRequest> FAILED = each -> each.record().effectiveOutcome() == Outcome.UPSTREAM_ERROR
            || each.record().effectiveOutcome() == Outcome.TIMEOUT;

    static final Predicate<SampleRequest> UNMEASURED =
            each -> input(each) == UNKNOWN || each.record().usage().outputTokens() == UNKNOWN;
    static final Predicate<SampleRequest> UNPRICED = each -> each.cost() == null;

    private Measures() {}

    static long count(List<SampleRequest> requests) {
        return requests.size();
    }

    static long count(List<SampleRequest> requests, Predicate<SampleRequest> which) {
        return requests.stream().filter(which).count();
    }

    static List<SampleRequest> only(List<SampleRequest> requests, Predicate<SampleRequest> which) {
        return requests.stream().filter(which).toList();
    }

    static @Nullable Double share(long of, long all) {
        return all == 0 ? null : (double) of / all;
    }

    static @Nullable Long tokens(List<SampleRequest> requests, ToLongFunction<RequestRecord.Usage> kind) {
        long[] known = requests.stream()
                .mapToLong(each -> kind.applyAsLong(each.record().usage()))
                .filter(tokens -> tokens != UNKNOWN)
                .toArray();
        long sum = 0;
        for (long each : known) {
            sum += each;
        }
        return known.length == 0 ? null : sum;
    }

    static @Nullable Long input(List<SampleRequest> requests) {
        return tokens(requests, RequestRecord.Usage::inputTokens);
    }

    static @Nullable Long output(List<SampleRequest> requests) {
        return tokens(requests, RequestRecord.Usage::outputTokens);
    }

    static long input(SampleRequest request) {
        return request.record().usage().inputTokens();
    }

    static @Nullable BigDecimal cost(List<SampleRequest> requests) {
        return cost(requests, SampleCost::reporting);
    }

    static @Nullable BigDecimal cost(List<SampleRequest> requests, Function<SampleCost, BigDecimal> amount) {
        return requests.stream()
                .map(SampleRequest::cost)
                .filter(Objects::nonNull)
                .map(amount)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    static double latencyMillis(SampleRequest request) {
        return request.record().timing().latencyNanos() / NANOS_PER_MILLI;
    }

    static double ttftMillis(SampleRequest request) {
        return request.record().timing().ttftNanos() / NANOS_PER_MILLI;
    }

    static @Nullable Between latency(double percent, List<SampleRequest> requests) {
        return Between.percentile(percent, requests, Measures::latencyMillis);
    }

    static @Nullable Between ttft(double percent, List<SampleRequest> requests) {
        return Between.percentile(percent, streamed(requests), Measures::ttftMillis);
    }

    /** Those that had a first chunk. */
    static List<SampleRequest> streamed(List<SampleRequest> requests) {
        return only(requests, each -> each.record().timing().ttftNanos() != UNKNOWN);
    }
}
