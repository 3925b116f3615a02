package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.requestlog.Outcome;

/** Which calls are made, and when, on a clock that only the test moves. */
class RetryPlanTest {
    private static final Failure FAILURE = Failure.of(Outcome.UPSTREAM_ERROR, 502, "upstream_error", "failed");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private record Named(String provider) implements Upstream {
        @Override
        public HttpResponse call(ChatRequest request) {
            throw new AssertionError("nobody is asked");
        }

        @Override
        public void close() {
            // it holds nothing
        }
    }

    private static Route route(String name, int attempts) {
        return new Route(new Named(name), new Breaker(name), null, RequestRules.NONE, attempts);
    }

    private static CallFailure failure(CallFailure.Again again, long retryAfterNanos) {
        return new CallFailure(FAILURE, again, retryAfterNanos);
    }

    @Property
    void theWaitIsTwoToTheNAndUpToASecondAndNeverAboveTen(
            @ForAll long seed, @ForAll @IntRange(max = 200) int repetition) {
        long nanos = Backoff.exponential(new SplittableRandom(seed)).nanos(repetition);

        double least = Math.min(Math.pow(2, repetition), 10);
        assertThat(nanos / 1e9).isBetween(least, Math.min(least + 1, 10));
    }

    @Property
    void neverMoreCallsThanAllowedAndNeverAWaitBeyondTheDeadline(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> attempts,
            @ForAll @LongRange(min = 1, max = 60) long deadlineSeconds,
            @ForAll @Size(max = 30) List<CallFailure.Again> fates,
            @ForAll @LongRange(max = 20) long retryAfterSeconds) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Route> ways = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            ways.add(route("way" + i, attempts.get(i)));
        }
        long deadline = deadlineSeconds * SECOND;
        RetryPlan plan = new RetryPlan(ways, Backoff.exponential(random), deadline);
        long now = 0;
        int[] calls = new int[ways.size()];
        RetryPlan.Step step = new RetryPlan.Step(plan.route(), 0);
        for (int i = 0; step != null; i++) {
            now += step.delayNanos();
            assertThat(step.route()).isSameAs(plan.route());
            assertThat(step.delayNanos() == 0 || now < deadline).isTrue();
            plan.called();
            calls[ways.indexOf(step.route())]++;
            CallFailure.Again again = i < fates.size() ? fates.get(i) : CallFailure.Again.REPEAT;
            long retryAfter = random.nextBoolean() ? retryAfterSeconds * SECOND : RetryAfter.NONE;
            RetryPlan.Step next = plan.after(failure(again, retryAfter), now);
            if (next != null && next.delayNanos() > 0) {
                assertThat(next.route()).isSameAs(step.route());
                assertThat(again).isEqualTo(CallFailure.Again.REPEAT);
                assertThat(next.delayNanos()).isGreaterThanOrEqualTo(retryAfter);
            }
            if (again == CallFailure.Again.NOTHING) {
                assertThat(next).isNull();
            }
            step = next;
        }
        for (int i = 0; i < calls.length; i++) {
            assertThat(calls[i]).isBetween(0, attempts.get(i));
        }
    }

    @Test
    void repeatsThreeTimesThenTakesTheNextWay() {
        Route first = route("first", 3);
        Route second = route("second", 2);
        RetryPlan plan = new RetryPlan(List.of(first, second), n -> (n + 1) * SECOND, 100 * SECOND);
        List<String> steps = new ArrayList<>();
        plan.called();
        for (RetryPlan.Step step = plan.after(failure(CallFailure.Again.REPEAT, 0), 0);
                step != null;
                step = plan.after(failure(CallFailure.Again.REPEAT, 0), 0)) {
            steps.add(step.route().upstream().provider() + " after " + step.delayNanos() / SECOND);
            plan.called();
        }

        assertThat(steps).containsExactly("first after 1", "first after 2", "second after 0", "second after 1");
    }

    @Test
    void anUpstreamThatAsksForALongWaitIsLeft() {
        RetryPlan plan = new RetryPlan(List.of(route("a", 3), route("b", 3)), _ -> SECOND, 1_000 * SECOND);
        plan.called();

        assertThat(plan.after(failure(CallFailure.Again.REPEAT, 11 * SECOND), 0))
                .extracting(step -> step.route().upstream().provider())
                .isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 0 ', 0",
        "-1, 0",
        "1.5, 0",
        "soon, 0",
        "99999999999, 0",
        "'Thu, 26 Nov 2026 00:00:09 GMT', 9",
        "'Thu, 26 Nov 2026 00:00:00 GMT', 0",
        "'', 0"
    })
    void readsRetryAfter(String header, long seconds) {
        assertThat(RetryAfter.nanos(header, Instant.parse("2026-11-26T00:00:00Z")))
                .isEqualTo(seconds * SECOND);
        assertThat(RetryAfter.nanos(null, Instant.EPOCH)).isEqualTo(RetryAfter.NONE);
    }
}
