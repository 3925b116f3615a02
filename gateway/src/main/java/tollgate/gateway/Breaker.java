package tollgate.gateway;

import com.linecorp.armeria.client.circuitbreaker.CircuitBreaker;
import com.linecorp.armeria.client.circuitbreaker.CircuitState;
import java.time.Duration;

/**
 * Spares an upstream that fails: where at least half of its calls of the last 20 seconds did, and they were ten or more, it is not
 * called for ten seconds; then one call in three seconds tries it, until one succeeds. An upstream that refuses a request, or
 * that limits the rate, has not failed.
 */
final class Breaker {
    private static final double FAILURE_RATE = 0.5;
    private static final int LEAST_CALLS = 10;
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final Duration TRIAL_INTERVAL = Duration.ofSeconds(3);

    private final CircuitBreaker breaker;

    Breaker(String name) {
        this.breaker = CircuitBreaker.builder(name)
                .failureRateThreshold(FAILURE_RATE)
                .minimumRequestThreshold(LEAST_CALLS)
                .counterSlidingWindow(WINDOW)
                .circuitOpenWindow(OPEN)
                .trialRequestInterval(TRIAL_INTERVAL)
                .build();
    }

    /** Whether a call may be made now; one that is made must be followed by {@link #ended}. */
    boolean permits() {
        return breaker.tryRequest();
    }

    void ended(boolean failed) {
        if (failed) {
            breaker.onFailure();
        } else {
            breaker.onSuccess();
        }
    }

    /** 0 where calls go through, 0.5 while single ones try, 1 where none does. */
    double openness() {
        CircuitState state = breaker.circuitState();
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 0.5;
            default -> 1;
        };
    }
}
