package tollgate.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until told otherwise. */
public final class MutableClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-15T14:30:22.123Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }
}
