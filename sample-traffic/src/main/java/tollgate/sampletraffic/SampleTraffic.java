package tollgate.sampletraffic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import tollgate.requestlog.RecordKind;

/**
 * Traffic whose answers are known: what was drawn is all there is. Busy by day, quiet by night and at weekends; with an outage of
 * a provider, a slow hour, a throttled tenant, retries, fallbacks, hang-ups, and with counts and prices that nobody knows.
 *
 * @param requests requests, and notes that one has been open for long; by their start
 * @param refusals lines that must be refused, by the time at which they were read
 * @param repeats requests whose line stood in the log once more
 */
public record SampleTraffic(
        TrafficSettings settings,
        List<SampleRequest> requests,
        List<SampleRefusal> refusals,
        List<SampleRequest> repeats) {
    private static final double NIGHT = 0.15;
    private static final double WEEKEND = 0.4;
    private static final int MORNING_HOUR = 7;
    private static final int EVENING_HOUR = 20;
    private static final int FRIDAY = 5;
    private static final int REQUESTS_PER_REFUSAL = 400;
    private static final int REQUESTS_PER_REPEAT = 300;

    /** @param requests are copied, as the other lists are */
    public SampleTraffic {
        requests = List.copyOf(requests);
        refusals = List.copyOf(refusals);
        repeats = List.copyOf(repeats);
    }

    /** Equal settings make equal traffic. */
    public static SampleTraffic of(TrafficSettings settings) {
        Random random = new Random(settings.seed());
        List<Instant> starts = starts(settings, random, settings.requests());
        RequestDraw draw = new RequestDraw(settings.now(), new Draws(random));
        List<SampleRequest> requests = new ArrayList<>();
        for (Instant start : starts) {
            requests.addAll(draw.at(start));
        }
        RefusalDraw refusals = new RefusalDraw(random);
        List<SampleRefusal> refused = starts(settings, random, settings.requests() / REQUESTS_PER_REFUSAL).stream()
                .map(refusals::at)
                .toList();
        List<SampleRequest> repeated = requests.stream()
                .filter(each -> random.nextInt(REQUESTS_PER_REPEAT) == 0)
                .toList();
        return new SampleTraffic(settings, requests, refused, repeated);
    }

    /** The requests alone, each once. */
    public List<SampleRequest> ended() {
        return of(RecordKind.REQUEST);
    }

    /** The notes alone that a request has been open for long. */
    public List<SampleRequest> notes() {
        return of(RecordKind.SLOW_START);
    }

    private List<SampleRequest> of(RecordKind kind) {
        return requests.stream().filter(each -> each.record().kind() == kind).toList();
    }

    private static List<Instant> starts(TrafficSettings settings, Random random, int count) {
        Duration past = settings.past();
        List<Instant> starts = new ArrayList<>();
        while (starts.size() < count) {
            Instant at = settings.start().plusMillis((long) (random.nextDouble() * past.toMillis()));
            if (random.nextDouble() < busyness(at)) {
                starts.add(at);
            }
        }
        starts.sort(Comparator.naturalOrder());
        return starts;
    }

    private static double busyness(Instant at) {
        LocalDateTime time = at.atOffset(ZoneOffset.UTC).toLocalDateTime();
        boolean night = time.getHour() < MORNING_HOUR || time.getHour() >= EVENING_HOUR;
        return (night ? NIGHT : 1) * (time.getDayOfWeek().getValue() > FRIDAY ? WEEKEND : 1);
    }
}
