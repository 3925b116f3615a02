package tollgate.access.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final long SECOND = 1_000_000_000;

    private long now = 77;

    private RateLimiter limiter(RateLimits all, RateLimits each) {
        return new RateLimiter(new LimitTable(all, each, Map.of()), () -> now);
    }

    private static RateLimits requests(long perSecond) {
        return new RateLimits(perSecond, 0, 0);
    }

    private static int admitted(RateLimiter limiter, String tenant, int tries) {
        int count = 0;
        for (int i = 0; i < tries; i++) {
            count += limiter.request(tenant).reached() == null ? 1 : 0;
        }
        return count;
    }

    @Test
    void aTenantGetsItsLimitAtOnceAndThenOneAfterTheOther() {
        RateLimiter limiter = limiter(RateLimits.NONE, requests(50));

        assertThat(admitted(limiter, "a", 80)).isEqualTo(50);
        RateDecision refused = limiter.request("a");
        assertThat(refused)
                .isEqualTo(new RateDecision(LimitReached.REQUESTS, SECOND / 50, new Allowance(50, 0, SECOND), null));
        now += SECOND / 50 - 1;
        assertThat(admitted(limiter, "a", 1)).isZero();
        now += 1;
        assertThat(admitted(limiter, "a", 3)).isEqualTo(1);
        now += SECOND / 2;
        assertThat(admitted(limiter, "a", 80)).isEqualTo(25);
        now += 1_000 * SECOND;
        assertThat(admitted(limiter, "a", 80)).isEqualTo(50);
    }

    @Test
    void oneTenantTakesNothingOfAnother() {
        RateLimiter limiter = limiter(RateLimits.NONE, requests(3));

        assertThat(admitted(limiter, "a", 9)).isEqualTo(3);
        assertThat(admitted(limiter, "b", 9)).isEqualTo(3);
    }

    @Test
    void allTogetherHaveALimitAndWhatIsRefusedTakesNothing() {
        RateLimiter limiter = limiter(requests(5), requests(3));

        assertThat(admitted(limiter, "a", 9)).isEqualTo(3);
        assertThat(admitted(limiter, "b", 9)).isEqualTo(2);
        RateDecision refused = limiter.request("b");
        assertThat(refused.reached()).isEqualTo(LimitReached.REQUESTS);
        assertThat(refused.requests()).isEqualTo(new Allowance(3, 1, (2 * SECOND + 2) / 3));
        assertThat(refused.retryNanos()).isEqualTo(SECOND / 5);
    }

    @Test
    void tokensThatWereUsedAreWaitedForExactly() {
        RateLimiter limiter = limiter(RateLimits.NONE, new RateLimits(0, 60, 0));

        limiter.tokens("a", 59);
        assertThat(limiter.request("a").reached()).isNull();
        limiter.tokens("a", 11); // runs at the same time, and is known only now
        RateDecision refused = limiter.request("a");

        assertThat(refused.reached()).isEqualTo(LimitReached.TOKENS);
        assertThat(refused.retryNanos()).isEqualTo(11 * SECOND);
        assertThat(refused.tokens()).isEqualTo(new Allowance(60, 0, 70 * SECOND));
        now += 11 * SECOND - 1;
        assertThat(limiter.request("a").reached()).isEqualTo(LimitReached.TOKENS);
        now += 1;
        assertThat(limiter.request("a").reached()).isNull();
        assertThat(limiter.request("b").reached()).isNull();
    }

    @Test
    void streamsAreCountedWhileTheyAreOpen() {
        RateLimiter limiter = limiter(new RateLimits(0, 0, 3), new RateLimits(0, 0, 2));

        assertThat(limiter.stream("a")).isNull();
        assertThat(limiter.stream("a")).isNull();
        assertThat(limiter.stream("a")).isEqualTo(LimitReached.STREAMS);
        assertThat(limiter.stream("b")).isNull();
        assertThat(limiter.stream("b")).isEqualTo(LimitReached.STREAMS);
        limiter.streamEnded("a");
        assertThat(limiter.stream("b")).isNull();
    }

    @Test
    void otherLimitsHoldAtOnceAndKeepTheStreamsThatAreOpen() {
        RateLimiter limiter = limiter(RateLimits.NONE, requests(2));
        assertThat(admitted(limiter, "a", 9)).isEqualTo(2);
        assertThat(admitted(limiter, "b", 1)).isEqualTo(1);
        assertThat(limiter.stream("a")).isNull();

        limiter.configure(new LimitTable(RateLimits.NONE, requests(2), Map.of("a", new RateLimits(4, 0, 1))));

        assertThat(admitted(limiter, "a", 9)).isEqualTo(4);
        assertThat(admitted(limiter, "b", 9)).isEqualTo(1);
        assertThat(limiter.stream("a")).isEqualTo(LimitReached.STREAMS);
        limiter.streamEnded("a");
        assertThat(limiter.stream("a")).isNull();
    }

    @Test
    void forgetsWhoIsNoTenantAnyMore() {
        RateLimiter limiter = limiter(RateLimits.NONE, requests(2));
        limiter.request("a");
        limiter.request("b");
        assertThat(limiter.stream("c")).isNull();

        limiter.retain(Set.of("b"));
        assertThat(limiter.tenants()).isEqualTo(2);
        limiter.streamEnded("c");
        limiter.retain(Set.of("b"));
        assertThat(limiter.tenants()).isEqualTo(1);
    }

    @Test
    void aLimitThatCannotBeIsRefused() {
        assertThatThrownBy(() -> requests(-1)).hasMessageContaining("from 0 to 1000000000");
        assertThatThrownBy(() -> requests(RateLimits.MOST + 1)).hasMessageContaining("from 0 to 1000000000");
    }
}
