package tollgate.sampletraffic;

import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;

/**
 * How a request ends.
 *
 * @param errorType null where it is answered
 * @param attempts calls to providers
 * @param fallback whether another model than the one that was asked answers
 * @param slowness what its latency is multiplied by
 */
record Ending(
        Outcome outcome, int status, @Nullable String errorType, int attempts, boolean fallback, double slowness) {}
