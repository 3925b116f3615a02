package tollgate.sampletraffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.sampletraffic.SampleWorld.SampleKey;

/** Draws how requests end: mostly well, but for the incidents. */
final class EndingDraw {
    private static final List<Incident> INCIDENTS = List.of(
            new Incident(Duration.ofHours(51), Duration.ofMinutes(40), "openai", null, Outcome.UPSTREAM_ERROR, 0.85, 1),
            new Incident(Duration.ofHours(27), Duration.ofHours(2), "anthropic", null, null, 1, 5),
            new Incident(Duration.ofHours(5), Duration.ofMinutes(90), null, "initech", Outcome.RATE_LIMITED, 0.6, 1),
            new Incident(Duration.ofHours(2), Duration.ofMinutes(30), "dashscope", null, Outcome.TIMEOUT, 0.2, 2));
    private static final List<Outcome> FAILURES = List.of(
            Outcome.CLIENT_ERROR,
            Outcome.POLICY,
            Outcome.RATE_LIMITED,
            Outcome.UPSTREAM_ERROR,
            Outcome.TIMEOUT,
            Outcome.ABORTED);
    private static final double FAILED = 0.03;
    private static final double RETRIED = 0.03;
    private static final double FALLEN_BACK = 0.5;
    private static final int MOST_ATTEMPTS = 3;

    private final Instant now;
    private final Draws draws;

    EndingDraw(Instant now, Draws draws) {
        this.now = now;
        this.draws = draws;
    }

    Ending at(Instant at, SampleModel model, SampleKey key) {
        double slowness = 1;
        Outcome outcome = draws.chance(FAILED) ? draws.one(FAILURES) : Outcome.OK;
        for (Incident incident : INCIDENTS) {
            if (incident.concerns(now, at, model.provider(), key.tenant()) && draws.chance(incident.share())) {
                slowness *= incident.slowness();
                outcome = incident.outcome() == null ? outcome : incident.outcome();
            }
        }
        boolean retried = draws.chance(RETRIED) || outcome == Outcome.UPSTREAM_ERROR;
        int attempts = retried ? 2 + draws.below(MOST_ATTEMPTS - 1) : 1;
        boolean fallback = outcome == Outcome.OK && retried && draws.chance(FALLEN_BACK);
        return new Ending(outcome, status(outcome), errorType(outcome), attempts, fallback, slowness);
    }

    private int status(Outcome outcome) {
        return switch (outcome) {
            case OK -> 200;
            case CLIENT_ERROR -> draws.chance(0.8) ? 400 : 413;
            case POLICY -> draws.chance(0.5) ? 401 : 403;
            case RATE_LIMITED -> 429;
            case UPSTREAM_ERROR -> draws.chance(0.7) ? 502 : 500;
            case TIMEOUT -> 504;
            case ABORTED -> Outcome.CLIENT_CLOSED_REQUEST;
        };
    }

    private static @Nullable String errorType(Outcome outcome) {
        return switch (outcome) {
            case OK -> null;
            case CLIENT_ERROR -> "invalid_request";
            case ABORTED -> "client_closed";
            case TIMEOUT -> "upstream_timeout";
            case POLICY, RATE_LIMITED, UPSTREAM_ERROR -> outcome.code();
        };
    }
}
