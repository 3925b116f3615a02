package tollgate.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a cluster really keeps the documents of a data stream, whoever said so. */
public final class KeptPeriod {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(d|h|m|s|ms)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "d", ChronoUnit.DAYS,
            "h", ChronoUnit.HOURS,
            "m", ChronoUnit.MINUTES,
            "s", ChronoUnit.SECONDS,
            "ms", ChronoUnit.MILLIS);

    /**
     * The least time for which each document is kept.
     *
     * @return nothing where no limit is known: the stream has none, or is not there, or the cluster has no lifecycles or does not
     *     say it to this user
     */
    public static Optional<Duration> of(Cluster cluster, String stream) throws ClusterUnreachableException {
        JsonNode lifecycle = RestAnswer.of(cluster, "GET", "/_data_stream/" + stream + "/_lifecycle", null)
                .body()
                .at("/data_streams/0/lifecycle");
        if (!lifecycle.path("enabled").asBoolean(true)) {
            return Optional.empty();
        }
        // Before 8.14 there was no limit of the cluster that could be in force in its place.
        String text = lifecycle
                .path("effective_retention")
                .asText(lifecycle.path("data_retention").asText(""));
        Matcher time = TIME.matcher(text);
        return time.matches()
                ? Optional.of(
                        Duration.of(Long.parseLong(time.group(1)), Objects.requireNonNull(UNITS.get(time.group(2)))))
                : Optional.empty();
    }

    private KeptPeriod() {}
}
