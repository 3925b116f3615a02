package tollgate.hostmetrics;

import org.jspecify.annotations.Nullable;

/**
 * What a probe found.
 *
 * @param status of the answer, or -1 without one
 * @param error why the service is down; null where it is up. Nothing of what the service answered
 */
record ProbeResult(
        Probe probe,
        long durationMicros,
        int status,
        @Nullable String error) {
    static final int NO_STATUS = -1;

    boolean isUp() {
        return error == null;
    }
}
