package tollgate.hostmetrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to sample and how often.
 *
 * @param interval between samples; zero switches them off
 */
public record HostMetricsSettings(Duration interval, List<Probe> probes) {
    private static final int MAX_SECONDS = 3_600;

    /**
     * Reads the settings.
     *
     * @param seconds a whole number of seconds, or {@code off}, which is 0
     * @param probes {@code name=url,name=url}
     * @throws IllegalArgumentException in one line
     */
    public static HostMetricsSettings of(String seconds, String probes) {
        return new HostMetricsSettings(interval(seconds.strip()), Probe.parse(probes));
    }

    /** The same with one more probe, the first; it gives way to one of its name that is set. */
    public HostMetricsSettings withProbe(Probe probe) {
        boolean isSet = probes.stream().anyMatch(other -> other.service().equals(probe.service()));
        return isSet
                ? this
                : new HostMetricsSettings(
                        interval,
                        Stream.concat(Stream.of(probe), probes.stream()).toList());
    }

    boolean isOff() {
        return interval.isZero();
    }

    private static Duration interval(String seconds) {
        if (seconds.equals("off")) {
            return Duration.ZERO;
        }
        if (!seconds.matches("\\d{1,4}") || Integer.parseInt(seconds) > MAX_SECONDS) {
            throw new IllegalArgumentException("--host-metrics-seconds is '" + seconds
                    + "', and must be a whole number of seconds up to " + MAX_SECONDS + ", or off");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }
}
