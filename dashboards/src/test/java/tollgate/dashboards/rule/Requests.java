package tollgate.dashboards.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.enrichment.Extra;
import tollgate.pricing.Cost;
import tollgate.pricing.MissingReason;
import tollgate.pricing.Priced;
import tollgate.pricing.Unpriced;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.shipper.enrich.EnrichedRequest;

/** Requests that are alike. */
final class Requests {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_UNIT = 1_000_000_000;

    private final Traffic traffic;
    private String model = "qwen-max";
    private @Nullable String provider = "dashscope";
    private @Nullable String tenant = "acme";
    private @Nullable String keyId = "key-1";
    private @Nullable String address = "192.0.2.0";
    private RecordKind kind = RecordKind.REQUEST;
    private Outcome outcome = Outcome.OK;
    private int status = 200;
    private long latencyMs = 800;
    private @Nullable Long ttftMs;
    private boolean measured = true;
    private @Nullable Double cost = 0.001;
    private Duration arrival = Duration.ofSeconds(2);
    private boolean windowsOnly;

    Requests(Traffic traffic) {
        this.traffic = traffic;
    }

    Requests model(String name) {
        model = name;
        return this;
    }

    Requests provider(@Nullable String name) {
        provider = name;
        return this;
    }

    Requests tenant(@Nullable String name) {
        tenant = name;
        return this;
    }

    Requests key(@Nullable String id, String from) {
        keyId = id;
        address = from;
        return this;
    }

    Requests slowStart() {
        kind = RecordKind.SLOW_START;
        return this;
    }

    Requests ends(Outcome how, int withStatus) {
        outcome = how;
        status = withStatus;
        measured = how == Outcome.OK;
        cost = how == Outcome.OK ? cost : null;
        return this;
    }

    Requests latency(long millis) {
        latencyMs = millis;
        return this;
    }

    Requests firstToken(long millis) {
        ttftMs = millis;
        return this;
    }

    Requests unmeasured() {
        measured = false;
        cost = null;
        return this;
    }

    /** In dollars, or null where it is not known. */
    Requests cost(@Nullable Double dollars) {
        cost = dollars;
        return this;
    }

    /** From the end of a request until it is in Elasticsearch. */
    Requests arrivesAfter(Duration delay) {
        arrival = delay;
        return this;
    }

    /** Leaves the documents of single requests out, which the rule does not look at. */
    Requests windowsOnly() {
        windowsOnly = true;
        return this;
    }

    /** Sends so many in each minute, evenly, both ends of the minutes contained. */
    void send(int fromMinute, int toMinute, int perMinute) {
        send(fromMinute, toMinute, perMinute, 1);
    }

    /** Likewise in each n-th minute. */
    void send(int fromMinute, int toMinute, int perMinute, int each) {
        for (int minute = fromMinute; minute <= toMinute; minute += each) {
            for (int i = 0; i < perMinute; i++) {
                one(Duration.ofMinutes(minute).plusMillis(60_000L * i / perMinute), traffic.nextRequestId());
            }
        }
    }

    /** Sends one, with an id that another record may have, too. */
    void one(Duration offset, String requestId) {
        Instant start = traffic.at(offset);
        RequestRecordBuilder builder = RequestRecord.builder(start, requestId, model)
                .kind(kind)
                .provider(provider)
                .tenant(tenant)
                .keyId(keyId)
                .clientAddress(address)
                .stream(ttftMs != null);
        if (kind == RecordKind.REQUEST) {
            builder.outcome(outcome).status(status).latencyNanos(latencyMs * NANOS_PER_MILLI);
        }
        if (ttftMs != null) {
            builder.ttftNanos(ttftMs * NANOS_PER_MILLI);
        }
        if (measured) {
            builder.inputTokens(100).outputTokens(50);
        }
        EnrichedRequest request = new EnrichedRequest(builder.build(), Extra.NONE, priced());
        if (windowsOnly) {
            traffic.count(request);
        } else {
            long open = kind == RecordKind.SLOW_START ? 30_000 : latencyMs;
            traffic.write(request, start.plusMillis(open).plus(arrival));
        }
    }

    private Priced priced() {
        if (cost == null) {
            return new Unpriced(measured ? MissingReason.UNKNOWN_MODEL : MissingReason.UNKNOWN_USAGE);
        }
        long nanos = Math.round(cost * NANOS_PER_UNIT);
        return new Cost("USD", nanos, 0, 0, nanos, "USD", nanos, null, "test");
    }
}
