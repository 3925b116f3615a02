package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.gateway.config.ModelConfig;

class ChatRequestParserTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String ALL_GIVEN = "\"model\":\"m\",\"max_tokens\":5,\"temperature\":1";

    private static final RequestRules RULES = new RequestRules(
            new ModelConfig.Temperature(new BigDecimal("0.7"), null, null), new ModelConfig.MaxTokens(99L, null));

    private final ChatRequestParser parser = new ChatRequestParser(new JsonFactory(), "mod\"el");

    private static Route route(@Nullable String upstreamModel, RequestRules rules) {
        return new Route(new Unasked(), new Breaker("test"), upstreamModel, rules, 1);
    }

    private AskedRequest asked(String body) throws InvalidRequestException {
        return parser.parse(HttpData.ofUtf8(body));
    }

    private ChatRequest parse(String body) throws InvalidRequestException {
        return asked(body).by(route(null, RULES));
    }

    private String upstreamBody(String body) throws InvalidRequestException {
        return parse(body).body().toStringUtf8();
    }

    @Test
    void aBodyThatSaysEverythingGoesOnAsItIs() throws Exception {
        String body = "{ " + ALL_GIVEN + ", " + MESSAGES + ", \"tools\": [ {\"x\" : 1.50} ] }";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(parser.parse(HttpData.wrap(bytes))
                        .by(route(null, RULES))
                        .body()
                        .array())
                .isSameAs(bytes);
    }

    @Test
    void readsWhatTheLineNeeds() throws Exception {
        AskedRequest request = asked("{\"user\":\"u1\"," + ALL_GIVEN + ",\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}," + MESSAGES + "}");

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.user()).isEqualTo("u1");
        assertThat(request.stream()).isTrue();
        assertThat(request.usageWanted()).isTrue();
        assertThat(request.maxTokens()).isEqualTo(5);
        assertThat(request.by(route(null, RULES)).promptBytes())
                .isEqualTo("[{\"role\":\"user\",\"content\":\"hi\"}]".length());
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
    void aRouteMayHaveItsOwnNameForTheModel() throws Exception {
        AskedRequest request = asked("{ \"model\" : \"m\", " + MESSAGES + "}");

        assertThat(request.by(route("up\"m", RequestRules.NONE)).body().toStringUtf8())
                .isEqualTo("{ \"model\" : \"up\\\"m\", " + MESSAGES + "}");
        assertThat(request.by(route("m", RequestRules.NONE)).body()).isEqualTo(request.body());
        assertThat(request.model()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"temperature\":0.1,\"max_tokens\":50'  | '\"temperature\":0.3,\"max_tokens\":20'",
                "'\"temperature\": 1.2 ,\"max_tokens\": 21 ' | '\"temperature\": 0.9 ,\"max_tokens\": 20 '",
                "'\"temperature\":0.3,\"max_tokens\":20'  | '\"temperature\":0.3,\"max_tokens\":20'",
                "'\"temperature\":0.90,\"max_tokens\":1'  | '\"temperature\":0.90,\"max_tokens\":1'",
                "'\"temperature\":2,\"max_completion_tokens\":99' | '\"temperature\":0.9,\"max_completion_tokens\":20'"
            })
    void whatIsBeyondTheLimitsOfARouteIsMovedIntoThem(String given, String sent) throws Exception {
        RequestRules band = new RequestRules(
                new ModelConfig.Temperature(null, new BigDecimal("0.3"), new BigDecimal("0.9")),
                new ModelConfig.MaxTokens(null, 20L));

        assertThat(asked("{\"model\":\"m\"," + given + "," + MESSAGES + "}")
                        .by(route(null, band))
                        .body()
                        .toStringUtf8())
                .isEqualTo("{\"model\":\"m\"," + sent + "," + MESSAGES + "}");
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
        AskedRequest request = asked("{" + given + ALL_GIVEN + ",\"stream\":true," + MESSAGES + "}");

        assertThat(request.usageWanted()).isFalse();
        assertThat(request.by(route(null, RULES)).body().toStringUtf8())
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

        assertThatThrownBy(() -> parser.parse(HttpData.wrap(utf16))).hasMessage("The body is not in UTF-8.");
    }

    @Test
    void remembersWhatItFoundBeforeTheMistake() {
        assertThatThrownBy(() -> parse("{\"model\":\"m\",\"user\":\"u\",\"stream\":true,\"messages\":[]}"))
                .isInstanceOf(InvalidRequestException.class);

        assertThat(parser.model()).isEqualTo("m");
        assertThat(parser.user()).isEqualTo("u");
        assertThat(parser.stream()).isTrue();
    }

    /** Of a route that is never taken. */
    private static final class Unasked implements Upstream {
        @Override
        public HttpResponse call(ChatRequest request) {
            throw new AssertionError("nobody is asked");
        }

        @Override
        public String provider() {
            return "none";
        }

        @Override
        public void close() {
            // it holds nothing
        }
    }
}
