package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.gateway.AnswerReader.Kind;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader(new JsonFactory());
    private final AnswerFacts facts = new AnswerFacts();

    private Kind read(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length, facts);
    }

    private RequestRecord record(boolean whole) {
        var builder = RequestRecord.builder(Instant.EPOCH, "r", "m");
        facts.addTo(builder, whole);
        return builder.build();
    }

    @Test
    void readsAWholeAnswer() throws IOException {
        assertThat(read("""
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null},
                   "logprobs":{"content":[{"token":"Hi","logprob":-0.1}]},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,
                   "prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0},
                   "completion_tokens_details":{"reasoning_tokens":128,"audio_tokens":0}},
                 "system_fingerprint":"fp_1"}""")).isEqualTo(Kind.CHOICES);

        assertThat(record(true).usage())
                .isEqualTo(new RequestRecord.Usage(2_006, 300, 1_920, UNKNOWN, 128, UsageSource.PROVIDER));
        assertThat(record(true).model().answered()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(record(true).result().responseId()).isEqualTo("chatcmpl-1");
        assertThat(record(true).result().finishReason()).isEqualTo("stop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{}]}",
                "{\"choices\":[{}],\"usage\":null}",
                "{\"choices\":[{}],\"usage\":{}}",
                "{\"choices\":[{}],\"usage\":\"none\"}",
                "{\"choices\":[{}],\"usage\":{\"prompt_tokens\":null,\"completion_tokens\":-1}}",
                "{\"choices\":[{}],\"usage\":{\"prompt_tokens\":1.5,\"completion_tokens\":\"7\"}}",
                "{\"choices\":[{}],\"usage\":{\"prompt_tokens\":1000000000001,\"completion_tokens\":99999999999999999999}}",
                "{\"choices\":[{}],\"usage\":{\"prompt_tokens\":[1],\"completion_tokens\":{\"a\":1}}}"
            })
    void aUsageThatSaysNothingIsUnknownAndNeverZero(String answer) throws IOException {
        read(answer);

        assertThat(record(true).usage())
                .isEqualTo(new RequestRecord.Usage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.UNKNOWN));
    }

    @Test
    void aZeroOfTheProviderIsAZero() throws IOException {
        read("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":0}}");

        assertThat(record(true).usage())
                .isEqualTo(new RequestRecord.Usage(3, 0, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.PROVIDER));
    }

    @Test
    void theLastUsageOfAStreamHolds() throws IOException {
        read("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}");
        read("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");

        assertThat(record(true).usage().outputTokens()).isEqualTo(2);
    }

    @Test
    void tellsAUsageChunkFromAContentChunk() throws IOException {
        assertThat(read("{\"choices\":[],\"usage\":{\"prompt_tokens\":3}}")).isEqualTo(Kind.USAGE);
        assertThat(read("{\"choices\":[],\"usage\":null}")).isEqualTo(Kind.NEITHER);
        assertThat(read("{\"choices\":[],\"prompt_filter_results\":[{}]}")).isEqualTo(Kind.NEITHER);
        assertThat(read("{\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":3}}"))
                .isEqualTo(Kind.CHOICES);
    }

    @Test
    void estimatesTheOutputOfACutAnswerFromItsChunks() throws IOException {
        read("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}");
        read("{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}");
        read("{\"choices\":[{\"delta\":{\"reasoning_content\":\"b\"}}]}");
        assertThat(record(false).usage())
                .isEqualTo(new RequestRecord.Usage(UNKNOWN, 2, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED));

        read("{\"choices\":[{\"delta\":{\"content\":\"0123456789abcdefg\"}}]}");
        assertThat(record(false).usage().outputTokens()).isEqualTo(5); // 19 characters
        assertThat(record(true).usage().source()).isEqualTo(UsageSource.UNKNOWN);
    }

    @Test
    void whatIsNoCodeWordIsNotTaken() throws IOException {
        read("{\"choices\":[{\"finish_reason\":\"a whole sentence\"}]}");

        assertThat(record(true).result().finishReason()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"text\",\"type\":\"server_error\",\"code\":null}} | The upstream answered with an error (server_error).",
                "{\"error\":{\"code\":\"overloaded\",\"type\":\"t\",\"param\":{\"a\":[]}}} | The upstream answered with an error (overloaded).",
                "{\"error\":{\"code\":500}} | The upstream answered with an error (500).",
                "{\"error\":{\"code\":\"a long text\"}} | The upstream answered with an error.",
                "{\"error\":\"text\"} | The upstream answered with an error."
            })
    void anErrorIsNoAnswer(String answer, String message) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR))
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "\"x\"", "{\"choices\":[", "{} {}", "<html>"})
    void refusesWhatIsNoObject(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"error\":{\"code\":\"c\",\"type\":\"t\"}} | c",
                "{\"x\":{\"error\":1},\"error\":{\"type\":\"t\"}} | t",
                "{\"message\":\"x\"} | null",
                "<html> | null",
                "{\"error\":{\"code\":\"c\" | null"
            })
    void findsTheCodeOfAnErrorWhereThereIsOne(String body, String code) {
        assertThat(reader.errorCode(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(code);
    }
}
