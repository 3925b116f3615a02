package tollgate.sampletraffic;

import java.time.Duration;
import java.time.Instant;

/**
 * What traffic to make. Equal settings make equal traffic.
 *
 * @param seed of all that is drawn
 * @param now when it ends; no request starts later
 * @param past how long before it begins
 * @param requests how many requests there are
 */
public record TrafficSettings(long seed, Instant now, Duration past, int requests) {
    private static final int DAYS = 7;
    private static final int REQUESTS = 30_000;

    /** @throws IllegalArgumentException where there is no request or no time for one */
    public TrafficSettings {
        if (requests < 1 || !past.isPositive()) {
            throw new IllegalArgumentException("traffic needs a request and time for it: " + requests + " in " + past);
        }
    }

    /** 30,000 requests in the week before a moment. */
    public static TrafficSettings week(Instant now) {
        return new TrafficSettings(1, now, Duration.ofDays(DAYS), REQUESTS);
    }

    public TrafficSettings withRequests(int newRequests) {
        return new TrafficSettings(seed, now, past, newRequests);
    }

    public TrafficSettings withSeed(long newSeed) {
        return new TrafficSettings(newSeed, now, past, requests);
    }

    /** When the traffic begins. */
    public Instant start() {
        return now.minus(past);
    }
}
