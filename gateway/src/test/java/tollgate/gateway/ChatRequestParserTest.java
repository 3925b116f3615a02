package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestParserTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String ALL_GIVEN = "\"model\":\"m\",\"max_tokens\":5,\"temperature\":1";

    private final ChatRequestParser parser = new ChatRequestParser(
            new JsonFactory(),
            new RequestDefaults(GatewaySettings.from(Map.of("MODEL_NAME", "mod\"el", "MAX_TOKENS", "99"))
                    .defaults()));

    private ChatRequest parse(String body) throws InvalidRequestException {
        return parser.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private String upstreamBody(String body) throws InvalidRequestException {
        return parse(body).body().toStringUtf8();
    }

    @Test
    void aBodyThatSaysEverythingGoesOnAsItIs() throws Exception {
        String body = "{ " + ALL_GIVEN + ", " + MESSAGES + ", \"tools\": [ {\"x\" : 1.50} ] }";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(parser.parse(bytes).body().array()).isSameAs(bytes);
    }

    @Test
    void readsWhatTheLineNeeds() throws Exception {
        ChatRequest request = parse("{\"user\":\"u1\"," + ALL_GIVEN + ",\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}," + MESSAGES + "}");

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.user()).isEqualTo("u1");
        assertThat(request.stream()).isTrue();
        assertThat(request.usageWanted()).isTrue();
        assertThat(request.maxTokens()).isEqualTo(5);
        assertThat(request.promptBytes()).isEqualTo("{\"role\":\"user\",\"content\":\"hi\"}]".length());
    }

    @Test
    void fillsInWhatTheClientLeftOut() throws Exception {
        assertThat(upstreamBody("{" + MESSAGES + "}"))
                .isEqualTo("{\"model\":\"mod\\\"el\",\"max_tokens\":99,\"temperature\":0.7," + MESSAGES + "}");
        assertThat(parser.model()).isEqualTo("mod\"el");
    }

    @Test
    void aNullCountsAsLeftOut() throws Exception {
        assertThat(upstreamBody("{\"model\":null, \"user\":null, \"max_tokens\" : null ,\"temperature\":null,"
                        + "\"stream\":null,\"stream_options\":null," + MESSAGES + "}"))
                .isEqualTo("{\"model\":\"mod\\\"el\", \"user\":null, \"max_tokens\" : 99 ,\"temperature\":0.7,"
                        + "\"stream\":null,\"stream_options\":null," + MESSAGES + "}");
    }

    @Test
    void theNewNameOfMaxTokensCountsToo() throws Exception {
        ChatRequest request = parse("{\"model\":\"m\",\"max_completion_tokens\":7,\"temperature\":1," + MESSAGES + "}");

        assertThat(request.body().toStringUtf8()).doesNotContain("max_tokens");
        assertThat(request.maxTokens()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                | '\"stream_options\":{\"include_usage\":true},'",
                "'\"stream_options\":null,'                        | '\"stream_options\":{\"include_usage\":true},'",
                "'\"stream_options\":{},'                          | '\"stream_options\":{\"include_usage\":true},'",
                "'\"stream_options\":{\"include_usage\":false},'   | '\"stream_options\":{\"include_usage\":true},'",
                "'\"stream_options\":{\"include_usage\": null},'   | '\"stream_options\":{\"include_usage\": true},'",
                "'\"stream_options\":{ \"a\":[1] },'               | '\"stream_options\":{\"include_usage\":true, \"a\":[1] },'"
            })
    void asksForTheUsageOfAStreamOnTheClientsBehalf(String given, String sent) throws Exception {
        ChatRequest request = parse("{" + given + ALL_GIVEN + ",\"stream\":true," + MESSAGES + "}");

        assertThat(request.usageWanted()).isFalse();
        assertThat(request.body().toStringUtf8())
                .isEqualTo("{" + sent + ALL_GIVEN + ",\"stream\":true," + MESSAGES + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | The body is not a JSON object. |",
                "'[1]'                                | The body is not a JSON object. |",
                "'{\"messages\":[}'                   | The body is not valid JSON. |",
                "'{\"model\":\"m\"'                   | The body is not valid JSON. |",
                "'{MESSAGES} {}'                      | Something follows the JSON object. |",
                "'{}'                                 | messages is missing. | messages",
                "'{\"messages\":null}'                | messages must be an array. | messages",
                "'{\"messages\":\"hi\"}'              | messages must be an array. | messages",
                "'{\"messages\":[]}'                  | messages must not be empty. | messages",
                "'{\"messages\":[\"hi\"]}'            | messages[0] must be an object. | messages[0]",
                "'{\"messages\":[{\"content\":\"a\"}]}' | messages[0].role must be a string. | messages[0].role",
                "'{\"messages\":[{\"role\":1}]}'      | messages[0].role must be a string. | messages[0].role",
                "'{\"model\":1,MESSAGES}'             | model must be a string that is not empty. | model",
                "'{\"model\":\"\",MESSAGES}'          | model must be a string that is not empty. | model",
                "'{\"model\":\"a\",\"model\":\"b\",MESSAGES}'  | model stands there twice. | model",
                "'{\"model\":null,\"model\":\"b\",MESSAGES}'   | model stands there twice. | model",
                "'{\"stream\":\"yes\",MESSAGES}'      | stream must be true or false. | stream",
                "'{\"stream_options\":1,MESSAGES}'    | stream_options must be an object. | stream_options",
                "'{\"stream_options\":{\"include_usage\":1},MESSAGES}' | stream_options.include_usage must be true or false. | stream_options.include_usage",
                "'{\"user\":{},MESSAGES}'             | user must be a string that is not empty. | user",
                "'{\"max_tokens\":0,MESSAGES}'        | max_tokens must be a whole number above 0. | max_tokens",
                "'{\"max_tokens\":1.5,MESSAGES}'      | max_tokens must be a whole number above 0. | max_tokens",
                "'{\"max_tokens\":99999999999999999999,MESSAGES}' | max_tokens must be a whole number above 0. | max_tokens",
                "'{\"temperature\":2.1,MESSAGES}'     | temperature must be a number from 0 to 2. | temperature",
                "'{\"temperature\":\"hot\",MESSAGES}' | temperature must be a number from 0 to 2. | temperature"
            })
    void saysWhatIsWrongAndWhere(String body, String message, String param) {
        assertThatThrownBy(() -> parse(body.replace("MESSAGES", MESSAGES)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.param()).isEqualTo(param))
                .hasMessage(message);
    }

    @Test
    void refusesNamesThatNoLineCouldCarry() {
        assertThatThrownBy(() -> parse("{\"user\":\"" + "u".repeat(257) + "\"," + MESSAGES + "}"))
                .hasMessage("user must have at most 256 characters.");
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        byte[] utf16 = ("{" + MESSAGES + "}").getBytes(StandardCharsets.UTF_16BE);

        assertThatThrownBy(() -> parser.parse(utf16)).hasMessage("The body is not in UTF-8.");
    }

    @Test
    void remembersWhatItFoundBeforeTheMistake() {
        assertThatThrownBy(() -> parse("{\"model\":\"m\",\"user\":\"u\",\"stream\":true,\"messages\":[]}"))
                .isInstanceOf(InvalidRequestException.class);

        assertThat(parser.model()).isEqualTo("m");
        assertThat(parser.user()).isEqualTo("u");
        assertThat(parser.stream()).isTrue();
    }
}
