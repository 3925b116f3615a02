package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tollgate.gateway.ScriptedUpstream.CHUNK;
import static tollgate.gateway.ScriptedUpstream.DONE;
import static tollgate.gateway.ScriptedUpstream.STOP;
import static tollgate.gateway.ScriptedUpstream.USAGE;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.requestlog.Outcome;
import tollgate.requestlog.RequestRecord;

/** OpenAI's own client, as its users have it. */
class OpenAiClientTest {
    @TempDir
    Path folder;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private TestGateway gateway;
    private OpenAIClient client;

    @BeforeEach
    void start() {
        gateway = new TestGateway(TestGateway.settings(folder).withUpstream(upstream.url(), null));
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.gateway().uri() + "/v1")
                .apiKey("sk-client")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    private static ChatCompletionCreateParams.Builder ask() {
        return ChatCompletionCreateParams.builder().model("qianwen-turbo").addUserMessage("hi");
    }

    @Test
    void getsAWholeAnswer() {
        ChatCompletion answer = client.chat().completions().create(ask().build());

        assertThat(answer.choices().getFirst().message().content()).contains("Hi");
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(11);
        assertThat(gateway.onlyRecord().usage().outputTokens()).isEqualTo(22);
        assertThat(upstream.lastRequest().headers().toString()).doesNotContain("sk-client");
    }

    @Test
    void getsAStreamWithoutTheUsageThatItDidNotAskFor() {
        upstream.answer(ScriptedUpstream.events(CHUNK + STOP + USAGE + DONE));

        List<ChatCompletionChunk> chunks = stream(ask().build());

        assertThat(chunks)
                .hasSize(2)
                .allSatisfy(chunk -> assertThat(chunk.choices()).hasSize(1));
        assertThat(chunks.getFirst().choices().getFirst().delta().content()).contains("Hi there");
        assertThat(gateway.onlyRecord().usage().inputTokens()).isEqualTo(11);
    }

    @Test
    void getsTheUsageOfAStreamThatItAskedFor() {
        upstream.answer(ScriptedUpstream.events(CHUNK + STOP + USAGE + DONE));

        List<ChatCompletionChunk> chunks = stream(ask().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        assertThat(chunks).hasSize(3);
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(22);
    }

    private List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> response =
                client.chat().completions().createStreaming(params)) {
            return response.stream().toList();
        }
    }

    @Test
    void toolsAndPicturesGoThroughUntouched() {
        upstream.answer(
                ScriptedUpstream.json(
                        200,
                        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                                + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Zürich\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}]}"));
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("qianwen-turbo")
                .addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text("What is this?")
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                        .url("data:image/png;base64,iVBORw0KGgo=")
                                        .build())
                                .build())))
                .addFunctionTool(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();

        ChatCompletion answer = client.chat().completions().create(params);

        var call = answer.choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction();
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Zürich\"}");
        assertThat(upstream.lastRequest().contentUtf8())
                .contains("data:image/png;base64,iVBORw0KGgo=", "\"name\":\"weather\"");
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.result().finishReason()).isEqualTo("tool_calls");
        assertThat(record.usage().outputTokens()).isPositive();
        assertThat(record.usage().inputTokens()).isEqualTo(RequestRecord.UNKNOWN);
    }

    @Test
    void understandsItsErrors() {
        upstream.answer(ScriptedUpstream.json(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}"));
        assertThatThrownBy(() -> client.chat().completions().create(ask().build()))
                .isInstanceOfSatisfying(
                        RateLimitException.class, e -> assertThat(e.code()).contains("rate_limited"));

        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ask().temperature(2.0).maxCompletionTokens(0).build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).contains("max_completion_tokens"));
        assertThat(gateway.records())
                .extracting(record -> record.result().outcome())
                .containsExactly(Outcome.RATE_LIMITED, Outcome.CLIENT_ERROR);
    }

    @Test
    void oneThatHangsUpLeavesALine() {
        upstream.script(_ -> ScriptedUpstream.endless());
        try (StreamResponse<ChatCompletionChunk> response =
                client.chat().completions().createStreaming(ask().build())) {
            assertThat(response.stream().limit(3)).hasSize(3);
        }

        org.awaitility.Awaitility.await().until(() -> gateway.records().size() == 1);
        RequestRecord record = gateway.onlyRecord();
        assertThat(record.result().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(record.usage().outputTokens()).isGreaterThanOrEqualTo(3);
        org.awaitility.Awaitility.await().until(() -> upstream.openCalls() == 0);
    }
}
