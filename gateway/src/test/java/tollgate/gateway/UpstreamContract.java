package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/** What every upstream does. */
abstract class UpstreamContract {
    private static final JsonFactory JSON = new JsonFactory();

    /** What the next call gets. */
    enum Fate {
        ANSWER,
        RATE_LIMITED,
        ERROR,
        NEVER
    }

    abstract Upstream upstream(Fate fate);

    /** How many calls are being worked on. */
    abstract int openCalls();

    static ChatRequest request(boolean stream) throws InvalidRequestException {
        String body = "{" + (stream ? "\"stream\":true," : "") + "\"model\":\"some-model\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        HttpData bytes = HttpData.ofUtf8(body);
        AskedRequest asked = new ChatRequestParser(JSON, "some-model").parse(bytes);
        return new ChatRequest(asked.model(), stream, asked.places().messages().length(), Long.MAX_VALUE, bytes);
    }

    static RequestRecord record(AnswerFacts facts) {
        var builder = RequestRecord.builder(Instant.EPOCH, "r", "m");
        facts.addTo(builder);
        return builder.build();
    }

    private static void assertMeasured(AnswerFacts facts) {
        RequestRecord record = record(facts);
        assertThat(record.usage().source()).isEqualTo(UsageSource.PROVIDER);
        assertThat(record.usage().inputTokens()).isPositive();
        assertThat(record.usage().outputTokens()).isPositive();
        assertThat(record.model().answered()).isNotEmpty();
        assertThat(record.result().responseId()).isNotEmpty();
        assertThat(record.result().finishReason()).isIn("stop", "length");
    }

    @Test
    void hasAName() {
        assertThat(upstream(Fate.ANSWER).provider()).isNotEmpty();
    }

    @Test
    void answersWhole() throws Exception {
        AggregatedHttpResponse response =
                upstream(Fate.ANSWER).call(request(false)).aggregate().join();

        assertThat(response.status()).isEqualTo(HttpStatus.OK);
        assertThat(response.contentType()).isEqualTo(MediaType.JSON);
        AnswerFacts facts = new AnswerFacts();
        byte[] body = response.content().array();
        assertThat(new AnswerReader(JSON).read(body, 0, body.length, facts)).isEqualTo(AnswerReader.Kind.CHOICES);
        assertMeasured(facts);
    }

    @Test
    void streamsPieceByPieceAndTellsTheUsageBeforeTheEnd() throws Exception {
        BodyListener listener = BodyListener.listen(upstream(Fate.ANSWER).call(request(true)));
        String events = listener.end().join();

        assertThat(listener.pieces()).isGreaterThan(1);
        assertThat(events).endsWith("data: [DONE]\n\n");
        AnswerFacts facts = new AnswerFacts();
        AnswerReader.Kind last = readAll(events, facts);
        assertThat(last).isEqualTo(AnswerReader.Kind.USAGE);
        assertMeasured(facts);
    }

    private static AnswerReader.@Nullable Kind readAll(String events, AnswerFacts facts) throws IOException {
        AnswerReader.Kind[] last = new AnswerReader.Kind[1];
        new SseSplitter().split(events.getBytes(StandardCharsets.UTF_8), (block, from, to) -> {
            SseEvent event = SseEvent.read(block, from, to);
            if (event != null && !event.isDone()) {
                last[0] = new AnswerReader(JSON).read(event.bytes, event.offset, event.length, facts);
            }
        });
        return last[0];
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED, 429", "ERROR, 500"})
    void refusesWithAStatusAndACode(Fate fate, int status) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            AggregatedHttpResponse response =
                    upstream(fate).call(request(stream)).aggregate().join();

            assertThat(response.status().code()).isEqualTo(status);
            assertThat(new AnswerReader(JSON).errorCode(response.content().array()))
                    .isNotNull();
        }
    }

    @Test
    void anAbortEndsACallThatIsNeverAnswered() throws Exception {
        HttpResponse response = upstream(Fate.NEVER).call(request(true));
        BodyListener listener = BodyListener.listen(response);
        await().until(() -> openCalls() == 1);

        response.abort(new FailureException(Failure.TIMEOUT));

        await().until(() -> openCalls() == 0);
        assertThat(listener.pieces()).isZero();
        assertThat(listener.end()).isCompletedExceptionally();
    }
}
