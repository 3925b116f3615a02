package tollgate.dashboards.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.Control;
import tollgate.dashboards.DateMath;
import tollgate.dashboards.TimeRange;
import tollgate.sampletraffic.SampleRefusal;
import tollgate.sampletraffic.SampleRequest;
import tollgate.sampletraffic.SampleTraffic;

/**
 * What a panel looks at.
 *
 * @param from start of its time, which belongs to it
 * @param to end of its time, which does not
 * @param chosen values of the controls by their parameters; absent where nothing is left out
 */
public record Scope(SampleTraffic traffic, Instant from, Instant to, Map<String, String> chosen) {
    /** What is seen in a range, with some choices made; the traffic's end is now. */
    public static Scope of(SampleTraffic traffic, TimeRange range, Map<String, String> chosen) {
        Instant now = traffic.settings().now();
        return new Scope(traffic, DateMath.at(range.from(), now), DateMath.at(range.to(), now), chosen);
    }

    String choice(String parameter) {
        return chosen.getOrDefault(parameter, Control.ALL);
    }

    /** The requests that ended, of the time and the choices. */
    List<SampleRequest> requests() {
        return requests(from, to);
    }

    /** Likewise of another time. */
    List<SampleRequest> requests(Instant start, Instant end) {
        return chosen(traffic.ended(), start, end);
    }

    /** The notes that a request has been open for long. */
    List<SampleRequest> notes() {
        return chosen(traffic.notes(), from, to);
    }

    /** Lines that were refused; the choices do not concern them. */
    List<SampleRefusal> refusals() {
        return traffic.refusals().stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList();
    }

    private List<SampleRequest> chosen(List<SampleRequest> requests, Instant start, Instant end) {
        return requests.stream()
                .filter(each -> !each.record().timestamp().isBefore(start)
                        && each.record().timestamp().isBefore(end))
                .filter(each -> isChosen("tenant", each.record().caller().tenant()))
                .filter(each -> isChosen("model", each.record().model().effective()))
                .filter(each -> isChosen("provider", each.record().model().provider()))
                .toList();
    }

    private boolean isChosen(String parameter, @Nullable String value) {
        return !chosen.containsKey(parameter) || Objects.equals(value, chosen.get(parameter));
    }

    @Override
    public String toString() {
        return from + " to " + to + (chosen.isEmpty() ? "" : " " + chosen);
    }
}
