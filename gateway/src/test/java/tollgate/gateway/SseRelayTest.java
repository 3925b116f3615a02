package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.HttpData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.requestlog.RequestRecord;

class SseRelayTest {
    private static final int LIMIT = 10_000;
    private static final String ROLE =
            "data: {\"id\":\"c1\",\"model\":\"m1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}],\"usage\":null}\n\n";
    private static final String CONTENT =
            ": keep-alive\n\ndata:{\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"Grüße, 世界\"},\"finish_reason\":null}]}\n\n";
    private static final String STOP =
            "event: message\r\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\n";
    private static final String USAGE =
            "data: {\"choices\":[],\ndata: \"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":3}}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final ErrorBody errors = new ErrorBody(new JsonFactory());
    private final Recorder progress = new Recorder();
    private final AnswerFacts facts = new AnswerFacts();
    private final BodyMemory memory = new BodyMemory(1_000_000);

    /** Remembers what it was told, and can say that the log is full. */
    private static final class Recorder implements SseRelay.Progress {
        final List<String> told = new ArrayList<>();

        @Nullable
        Failure logFailure;

        @Override
        public void chunk() {
            told.add("chunk");
        }

        @Override
        public @Nullable Failure complete() {
            told.add("complete");
            return logFailure;
        }

        @Override
        public Failure failed(Failure failure) {
            told.add(failure.type());
            return failure;
        }
    }

    private SseRelay relay(boolean usageWanted) {
        return new SseRelay(
                new AnswerReader(new JsonFactory()), facts, usageWanted, errors, LIMIT, memory.share(), progress);
    }

    private static String pass(SseRelay relay, String data) {
        return pass(relay, data.getBytes(StandardCharsets.UTF_8));
    }

    private static String pass(SseRelay relay, byte[] data) {
        return relay.pass(HttpData.wrap(data)).toStringUtf8();
    }

    private static String end(SseRelay relay) {
        HttpData end = relay.end(null);
        return end == null ? "" : end.toStringUtf8();
    }

    private RequestRecord record() {
        var builder = RequestRecord.builder(Instant.EPOCH, "r", "m");
        facts.addTo(builder);
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesOutTheSameWhereverItIsCut(boolean usageWanted) {
        byte[] stream = (ROLE + CONTENT + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8);
        String expected = ROLE + CONTENT + STOP + (usageWanted ? USAGE : "") + DONE;

        for (int cut = 0; cut <= stream.length; cut++) {
            progress.told.clear();
            SseRelay relay = relay(usageWanted);
            String first = pass(relay, Arrays.copyOfRange(stream, 0, cut));
            String second = pass(relay, Arrays.copyOfRange(stream, cut, stream.length));

            assertThat(first + second).as("cut at %s", cut).isEqualTo(expected);
            assertThat(relay.end(null)).isNull();
            assertThat(progress.told).containsExactly("chunk", "chunk", "chunk", "chunk", "complete");
        }
        RequestRecord record = record();
        assertThat(record.usage().inputTokens()).isEqualTo(9);
        assertThat(record.usage().outputTokens()).isEqualTo(12);
        assertThat(record.usage().cacheReadTokens()).isEqualTo(4);
        assertThat(record.usage().reasoningTokens()).isEqualTo(3);
        assertThat(record.model().answered()).isEqualTo("m1");
        assertThat(record.result().responseId()).isEqualTo("c1");
        assertThat(record.result().finishReason()).isEqualTo("stop");
    }

    @Test
    void comesOutTheSameByteByByte() {
        byte[] stream = (ROLE + CONTENT + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8);
        SseRelay relay = relay(false);
        StringBuilder out = new StringBuilder();
        for (byte b : stream) {
            out.append(pass(relay, new byte[] {b}));
        }

        assertThat(out).hasToString(ROLE + CONTENT + STOP + DONE);
    }

    @Test
    void whatIsWholeAndWantedIsNotCopied() {
        HttpData data = HttpData.ofUtf8(ROLE + CONTENT);

        assertThat(relay(false).pass(data)).isSameAs(data);
    }

    @Test
    void theEndWaitsForTheLine() {
        SseRelay relay = relay(false);
        progress.logFailure = Failure.LOG_UNAVAILABLE;

        String out = pass(relay, ROLE + STOP + DONE);

        assertThat(out)
                .isEqualTo(ROLE + STOP + errors.event(Failure.LOG_UNAVAILABLE).toStringUtf8());
        assertThat(out).doesNotContain("[DONE]");
    }

    @Test
    void anUpstreamThatLeavesDoneOutIsCompleteIfItFinished() {
        SseRelay relay = relay(false);
        pass(relay, ROLE + STOP + USAGE);

        assertThat(end(relay)).isEqualTo(DONE);
        assertThat(progress.told).endsWith("complete");
    }

    @Test
    void anUpstreamThatEndsBeforeItFinishedHasFailed() {
        SseRelay relay = relay(false);
        pass(relay, ROLE + CONTENT);

        assertThat(end(relay)).startsWith("data: {\"error\":").contains("\"code\":\"stream_ended_early\"");
        assertThat(progress.told).endsWith("stream_ended_early");
    }

    @Test
    void anErrorInTheStreamEndsItAfterWhatCameBefore() {
        SseRelay relay = relay(false);

        String out = pass(
                relay,
                ROLE + "data: {\"error\":{\"message\":\"secret text\",\"type\":\"overloaded_error\"}}\n\n" + DONE);

        assertThat(out)
                .startsWith(ROLE + "data: {\"error\":")
                .contains("(overloaded_error)")
                .doesNotContain("secret text")
                .doesNotContain("[DONE]");
        assertThat(progress.told).containsExactly("chunk", "upstream_error");
        assertThat(relay.end(new FailureException(Failure.TIMEOUT))).isEqualTo(HttpData.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"choices\":[\n\n", "data: hello\n\n", "data: 1\n\n", "data: {} x\n\n"})
    void whatIsNoJsonObjectEndsIt(String event) {
        String out = pass(relay(false), ROLE + event);

        assertThat(out).startsWith(ROLE + "data: {\"error\":").contains("\"code\":\"invalid_answer\"");
        assertThat(progress.told).containsExactly("chunk", "invalid_answer");
    }

    @Test
    void anEventWithoutEndDoesNotFillTheMemory() {
        SseRelay relay = relay(false);

        String out = pass(relay, "data: {\"x\":\"" + "x".repeat(LIMIT));

        assertThat(out).contains("\"code\":\"answer_too_large\"");
    }

    @Test
    void eventsWithoutEndAreCutOff() {
        SseRelay relay = relay(false);
        int fit = LIMIT / CONTENT.getBytes(StandardCharsets.UTF_8).length;

        for (int i = 0; i < fit; i++) {
            assertThat(pass(relay, CONTENT)).isEqualTo(CONTENT);
        }

        assertThat(pass(relay, CONTENT)).contains("\"code\":\"answer_too_large\"");
        assertThat(pass(relay, CONTENT)).isEmpty();
    }

    @Test
    void aLongEventInManyPiecesPassesWhole() {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(LIMIT - 100) + "\"}}]}\n\n";
        SseRelay relay = relay(false);
        StringBuilder out = new StringBuilder();

        for (int i = 0; i < event.length(); i += 7) {
            out.append(pass(relay, event.substring(i, Math.min(event.length(), i + 7))));
        }

        assertThat(out).hasToString(event);
    }

    @Test
    void nothingFollowsTheEnd() {
        SseRelay relay = relay(false);

        assertThat(pass(relay, ROLE + DONE + CONTENT)).isEqualTo(ROLE + DONE);
        assertThat(pass(relay, CONTENT)).isEmpty();
    }
}
