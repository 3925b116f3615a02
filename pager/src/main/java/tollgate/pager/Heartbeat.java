package tollgate.pager;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.receiver.Http;
import tollgate.pager.receiver.Outcome;

/**
 * A dead man's switch: an address that is asked once a minute while all is well, so that silence is heard elsewhere. Whether it answers
 * changes nothing here: it is counted and said. One thread at a time.
 */
final class Heartbeat {
    static final Duration BETWEEN = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final URI address;
    private final Http http;
    private final PagerMetrics metrics;
    private final InstantSource clock;
    private @Nullable Instant last;

    Heartbeat(URI address, Http http, PagerMetrics metrics, InstantSource clock) {
        this.address = address;
        this.http = http;
        this.metrics = metrics;
        this.clock = clock;
        // Both are there from the beginning: what has never failed is 0 and not unknown.
        metrics.heartbeats(true, 0);
        metrics.heartbeats(false, 0);
    }

    /** Asks, if it is time to; to be called more often than that, and not where something is wrong. */
    void beat() throws InterruptedException {
        Instant now = clock.instant();
        // A clock that is set back must not silence it.
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(BETWEEN))) {
            return;
        }
        last = now;
        switch (http.get(address)) {
            case Outcome.Delivered() -> metrics.heartbeats(true, 1);
            case Outcome.Retry(String reason, Duration _) -> failed(reason);
            case Outcome.Refused(String reason) -> failed(reason);
        }
    }

    private void failed(String reason) {
        metrics.heartbeats(false, 1);
        LOG.warn("the heartbeat did not arrive: {}", reason);
    }
}
