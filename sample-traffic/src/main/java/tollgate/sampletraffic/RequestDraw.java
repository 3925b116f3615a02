package tollgate.sampletraffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RecordKind;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.RequestRecordBuilder;
import tollgate.sampletraffic.SampleWorld.SampleKey;

/** Draws requests. */
final class RequestDraw {
    /** How long a request has been open when the gateway notes that. */
    private static final Duration SLOW_START = Duration.ofSeconds(30);
    /** Lines of another program, with no more than the six fields that come first. */
    private static final double BARE = 0.004;

    private static final double ARRIVAL_MILLIS = 900;
    private static final double LATE = 0.002;
    private static final double LATE_MILLIS = 90_000;

    private final Draws draws;
    private final EndingDraw endings;

    RequestDraw(Instant now, Draws draws) {
        this.draws = draws;
        this.endings = new EndingDraw(now, draws);
    }

    /** A request and, where it was open for long, the note that says so. */
    List<SampleRequest> at(Instant start) {
        if (draws.chance(BARE)) {
            return List.of(bare(start));
        }
        SampleModel model = draws.weighted(SampleWorld.MODELS, SampleModel::weight);
        SampleKey key = draws.weighted(SampleWorld.KEYS, SampleKey::weight);
        Ending ending = endings.at(start, model, key);
        SampleModel answering = ending.fallback() ? SampleWorld.FALLBACK : model;
        boolean stream = draws.chance(0.7);
        Tokens tokens = Tokens.draw(draws, ending.outcome());
        Times times = Times.draw(draws, ending, answering, stream, tokens.output());
        String id = draws.uuid();
        String user = "user-" + draws.below(200);
        RequestRecordBuilder line = line(start, id, user, answering.provider(), model, key, stream);
        boolean answered = ending.outcome() == Outcome.OK || ending.outcome() == Outcome.ABORTED;
        end(line, ending, tokens, times, answered ? answering : null);
        SampleRequest request = request(line.build(), key.team(), answering, tokens);
        if (times.latencyNanos() < SLOW_START.toNanos()) {
            return List.of(request);
        }
        RequestRecord note = line(start, id, user, model.provider(), model, key, stream)
                .kind(RecordKind.SLOW_START)
                .build();
        return List.of(
                new SampleRequest(
                        note,
                        key.team(),
                        null,
                        model.price() == null ? "unknown_model" : "unknown_usage",
                        start.plus(SLOW_START).plus(lag())),
                request);
    }

    private SampleRequest bare(Instant start) {
        SampleModel model = SampleWorld.MODELS.getFirst();
        Tokens tokens = Tokens.draw(draws, Outcome.OK);
        RequestRecord record = RequestRecord.builder(start, draws.uuid(), model.asked())
                .inputTokens(tokens.input())
                .outputTokens(tokens.output())
                .latencyNanos(1_000_000L * (200 + draws.below(4_000)))
                .build();
        Tokens told = new Tokens(tokens.input(), tokens.output(), 0, 0, 0, tokens.source());
        return request(record, null, model, told);
    }

    private RequestRecordBuilder line(
            Instant start, String id, String user, String provider, SampleModel model, SampleKey key, boolean stream) {
        return RequestRecord.builder(start, id, model.asked()).provider(provider).operation("chat").stream(stream)
                .keyId(key.id())
                .tenant(key.tenant())
                .user(user)
                .clientAddress("192.0.2.0")
                .userAgent("curl/8.17.0")
                .serviceName("tollgate-gateway")
                .serviceVersion("0.1.0")
                .serviceNode(start.getEpochSecond() % 2 == 0 ? "gateway-1" : "gateway-2")
                .host("chat-01");
    }

    private void end(
            RequestRecordBuilder line, Ending ending, Tokens tokens, Times times, @Nullable SampleModel answered) {
        line.outcome(ending.outcome())
                .status(ending.status())
                .errorType(ending.errorType())
                .attempts(ending.attempts())
                .inputTokens(tokens.input())
                .outputTokens(tokens.output())
                .cacheReadTokens(tokens.cacheRead())
                .cacheCreationTokens(tokens.cacheCreation())
                .reasoningTokens(tokens.reasoning())
                .usageSource(tokens.source())
                .latencyNanos(times.latencyNanos())
                .ttftNanos(times.ttftNanos())
                .upstreamNanos(times.upstreamNanos())
                .overheadNanos(times.overheadNanos());
        if (answered != null) {
            line.responseModel(answered.answers()).responseId("chatcmpl-" + draws.below(Integer.MAX_VALUE));
        }
        if (ending.outcome() == Outcome.OK) {
            line.finishReason(draws.chance(0.95) ? "stop" : "length");
        }
    }

    private SampleRequest request(RequestRecord record, @Nullable String team, SampleModel model, Tokens tokens) {
        Instant ingested =
                record.timestamp().plusNanos(record.timing().latencyNanos()).plus(lag());
        SamplePrice price = model.price();
        if (price != null && tokens.priceable()) {
            return new SampleRequest(record, team, tokens.cost(price), null, ingested);
        }
        return new SampleRequest(record, team, null, price == null ? "unknown_model" : "unknown_usage", ingested);
    }

    private Duration lag() {
        double millis = draws.chance(LATE) ? draws.logNormal(LATE_MILLIS, 0.5) : draws.logNormal(ARRIVAL_MILLIS, 0.5);
        return Duration.ofMillis((long) millis);
    }
}
