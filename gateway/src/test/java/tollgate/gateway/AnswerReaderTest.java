package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.HttpData;
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

    private RequestRecord record() {
        var builder = RequestRecord.builder(Instant.EPOCH, "r", "m");
        facts.addTo(builder);
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

        assertThat(record().usage())
                .isEqualTo(new RequestRecord.Usage(2_006, 300, 1_920, UNKNOWN, 128, UsageSource.PROVIDER));
        assertThat(record().model().answered()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(record().result().responseId()).isEqualTo("chatcmpl-1");
        assertThat(record().result().finishReason()).isEqualTo("stop");
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

        assertThat(record().usage())
                .isEqualTo(new RequestRecord.Usage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.UNKNOWN));
    }

    @Test
    void aZeroOfTheProviderIsAZero() throws IOException {
        read("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":0}}");

        assertThat(record().usage())
                .isEqualTo(new RequestRecord.Usage(3, 0, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.PROVIDER));
    }

    @Test
    void theLastUsageOfAStreamHolds() throws IOException {
        read("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}");
        read("{\"choices\":[{}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");

        assertThat(record().usage().outputTokens()).isEqualTo(2);
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
    void estimatesTheOutputFromItsTextAndItsChunks() throws IOException {
        facts.estimateBy(
                new UsageEstimate(new JsonFactory(), TokenCounter.RULE_OF_THUMB, HttpData.ofUtf8("{\"messages\":[]}")));
        read("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}");
        assertThat(record().usage().source()).isEqualTo(UsageSource.UNKNOWN);
        read("{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}");
        read("{\"choices\":[{\"delta\":{\"reasoning_content\":\"b\"}}]}");
        assertThat(record().usage())
                .isEqualTo(new RequestRecord.Usage(3, 2, UNKNOWN, UNKNOWN, UNKNOWN, UsageSource.ESTIMATED));

        read("{\"choices\":[{\"delta\":{\"content\":\"0123456789abcdefg\"}}]}");
        assertThat(record().usage().outputTokens()).isEqualTo(5); // 19 characters
        read("{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"find\",\"arguments\":\"{\\\"q\\\":1}\"}}]}}]}");
        assertThat(record().usage().outputTokens()).isEqualTo(8); // 30 characters
    }

    @Test
    void aLongAnswerIsTakenToGoOnAsItBegan() throws IOException {
        facts.estimateBy(
                new UsageEstimate(new JsonFactory(), text -> text.length() / 2, HttpData.ofUtf8("{\"messages\":[]}")));
        for (int i = 0; i < 10; i++) {
            read("{\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(10_000) + "\"}}]}");
        }

        assertThat(record().usage().outputTokens()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "OpenAI      | '\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15,\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":3}' | 10 | 5 | 4 | -1 | 3",
                "DashScope   | '\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":4,\"cache_creation\":{\"ephemeral_5m_input_tokens\":6},\"cache_creation_input_tokens\":6}' | 10 | 5 | 4 | 6 | -1",
                "DeepSeek    | '\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_cache_hit_tokens\":4,\"prompt_cache_miss_tokens\":6' | 10 | 5 | 4 | -1 | -1",
                "Moonshot    | '\"prompt_tokens\":10,\"completion_tokens\":5,\"cached_tokens\":4' | 10 | 5 | 4 | -1 | -1",
                "Anthropic   | '\"input_tokens\":2,\"output_tokens\":5,\"cache_read_input_tokens\":4,\"cache_creation_input_tokens\":3' | 9 | 5 | 4 | 3 | -1",
                "by a hub    | '\"prompt_tokens\":9,\"completion_tokens\":5,\"cache_read_input_tokens\":4,\"cache_creation_input_tokens\":3' | 9 | 5 | 4 | 3 | -1",
                "OpenRouter  | '\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":3}' | 9 | 5 | 4 | 3 | -1",
                "xAI         | '\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":22,\"completion_tokens_details\":{\"reasoning_tokens\":7}' | 10 | 12 | -1 | -1 | 7",
                "Responses   | '\"input_tokens\":10,\"output_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":4},\"output_tokens_details\":{\"reasoning_tokens\":2}' | 10 | 5 | 4 | -1 | 2",
                "vLLM        | '\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15,\"prompt_tokens_details\":null' | 10 | 5 | -1 | -1 | -1",
                "half        | '\"prompt_tokens\":10,\"completion_tokens\":null' | 10 | -1 | -1 | -1 | -1"
            })
    void makesOneShapeOfEveryProviders(
            String provider, String usage, long input, long output, long read, long creation, long reasoning)
            throws IOException {
        read("{\"choices\":[{}],\"usage\":{" + usage + "}}");

        assertThat(record().usage())
                .as(provider)
                .isEqualTo(new RequestRecord.Usage(input, output, read, creation, reasoning, UsageSource.PROVIDER));
    }

    @Test
    void whatIsNoCodeWordIsNotTaken() throws IOException {
        read("{\"choices\":[{\"finish_reason\":\"a whole sentence\"}]}");

        assertThat(record().result().finishReason()).isNull();
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
