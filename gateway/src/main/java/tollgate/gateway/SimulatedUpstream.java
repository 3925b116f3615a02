package tollgate.gateway;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model for trying things out: it answers at a real model's pace with words that mean nothing. The n-th call's fate depends
 * only on the seed, n and the request. No thread waits.
 */
final class SimulatedUpstream implements Upstream {
    static final String PROVIDER = "simulated";

    private final SimulatedSettings settings;
    private final EventLoopGroup eventLoops;
    private final InstantSource clock;
    private final ErrorBody errors;
    private final SimulatedJson json;
    private final AtomicLong calls = new AtomicLong();

    SimulatedUpstream(
            SimulatedSettings settings,
            EventLoopGroup eventLoops,
            InstantSource clock,
            ErrorBody errors,
            SimulatedJson json) {
        this.settings = settings;
        this.eventLoops = eventLoops;
        this.clock = clock;
        this.errors = errors;
        this.json = json;
    }

    @Override
    public HttpResponse call(ChatRequest request) {
        long number = calls.getAndIncrement();
        SplittableRandom random = new SplittableRandom(Long.rotateLeft(settings.seed(), Integer.SIZE) + number);
        SimulatedAnswer answer = SimulatedAnswer.draw(settings, request, random);
        EventLoop eventLoop = eventLoops.next();
        Instant created = clock.instant();
        return switch (answer.kind()) {
            case RATE_LIMITED -> refusal(answer, 429, "rate_limit_exceeded", eventLoop);
            case ERROR -> refusal(answer, 500, "server_error", eventLoop);
            case NEVER -> HttpResponse.streaming();
            case ANSWER ->
                request.stream()
                        ? new SimulatedStream(answer, request.model(), created, json, eventLoop).start()
                        : HttpResponse.delayed(
                                () -> HttpResponse.of(
                                        HttpStatus.OK, MediaType.JSON, json.whole(answer, request.model(), created)),
                                Duration.ofNanos(answer.totalNanos()),
                                eventLoop);
        };
    }

    private HttpResponse refusal(SimulatedAnswer answer, int status, String code, EventLoop eventLoop) {
        AggregatedHttpResponse response = AggregatedHttpResponse.of(
                HttpStatus.valueOf(status),
                MediaType.JSON,
                errors.of(status, "The simulated model was told to fail now and then.", null, code));
        return HttpResponse.delayed(response, Duration.ofNanos(answer.firstTokenNanos()), eventLoop);
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
