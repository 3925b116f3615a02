package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tollgate.access.limit.LimitTable;
import tollgate.access.limit.RateLimiter;
import tollgate.access.limit.RateLimits;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

class ChatExchangeTest {
    private final InMemoryRequestLog log = new InMemoryRequestLog();

    /** A mistake of the gateway itself. */
    private static final class Broken implements Upstream {
        @Override
        public HttpResponse call(ChatRequest request) {
            throw new IllegalStateException("broken");
        }

        @Override
        public String provider() {
            return "broken";
        }

        @Override
        public void close() {
            // it holds nothing
        }
    }

    @Test
    void aMistakeOfTheGatewayItselfLeavesALineToo() {
        JsonFactory json = new JsonFactory();
        ErrorBody errors = new ErrorBody(json);
        Route route = new Route(new Broken(), new Breaker("broken"), null, RequestRules.NONE, 3);
        Routing routing = new Routing("m", Map.of(), Set.of(), Map.of(), List.of(route), "broken", false);
        ChatParts parts = new ChatParts(
                () -> routing,
                _ -> 0,
                json,
                new AnswerReader(json),
                errors,
                new Answers(errors, () -> false),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                1_000,
                1_000,
                new BodyMemory(10_000),
                TokenCounter.RULE_OF_THUMB,
                InstantSource.system());
        CallRecord record =
                new CallRecord(log, new GatewayMetrics(new SimpleMeterRegistry()), Instant.EPOCH, 0, "id-1", "m");
        HttpRequest request = HttpRequest.of(HttpMethod.POST, ChatService.PATH, MediaType.JSON, TestGateway.ASK);
        RateLimiter unlimited =
                new RateLimiter(new LimitTable(RateLimits.NONE, RateLimits.NONE, Map.of()), System::nanoTime);
        Visit visit = new OpenGate(unlimited).enter(request.headers());
        EventLoop eventLoop = CommonPools.workerGroup().next();

        AggregatedHttpResponse response = CompletableFuture.supplyAsync(
                        () -> new ChatExchange(parts, routing, visit, record, request, eventLoop).start(), eventLoop)
                .thenCompose(HttpResponse::aggregate)
                .join();

        assertThat(response.status().code()).isEqualTo(500);
        assertThat(response.contentUtf8())
                .contains("\"code\":\"internal_error\"")
                .doesNotContain("broken");
        assertThat(response.headers().get(Answers.REQUEST_ID)).isEqualTo("id-1");
        List<RequestRecord> records = log.written();
        assertThat(records).hasSize(1);
        assertThat(records.get(0).result().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(records.get(0).result().errorType()).isEqualTo("internal_error");
    }
}
