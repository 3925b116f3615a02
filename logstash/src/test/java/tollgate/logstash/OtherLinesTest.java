package tollgate.logstash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines of the audit log, of Tollgate's own log, and of nginx. */
class OtherLinesTest {
    private final ObjectMapper json = new ObjectMapper();
    private final RubyFilter ecs =
            new RubyFilter("ruby/lines.rb", Map.of("kind", "ecs", "dataset", "llm_gateway.app", "namespace", "test"));
    private final RubyFilter nginx = new RubyFilter("ruby/lines.rb", Map.of("kind", "nginx"));

    @Test
    void ecsLineIsItsDocument() throws Exception {
        RubyFilter.Result result = ecs.run("{\"@timestamp\":\"2026-03-15T14:30:22.123Z\",\"log.level\":\"INFO\","
                + "\"message\":\"up\",\"ecs.version\":\"1.2.0\",\"service\":{\"name\":\"gateway\"},\"none\":null}");

        assertThat(withoutIngested(result))
                .isEqualTo(
                        json.readTree(
                                "{\"@timestamp\":\"2026-03-15T14:30:22.123Z\",\"log.level\":\"INFO\","
                                        + "\"message\":\"up\",\"service\":{\"name\":\"gateway\"},\"event\":{},\"ecs\":{\"version\":\"9.2.0\"},"
                                        + "\"data_stream\":{\"type\":\"logs\",\"dataset\":\"llm_gateway.app\",\"namespace\":\"test\"}}"));
        assertThat(result.metadata().get("stream").asText()).isEqualTo("other");
    }

    @Test
    void lineThatIsNoEcsIsRefused() throws Exception {
        assertThat(ecs.run("up").refused()).isEqualTo("not_json");
        assertThat(ecs.run("[1]").refused()).isEqualTo("not_an_object");
        assertThat(ecs.run("{\"message\":\"up\"}").refused()).isEqualTo("missing_field @timestamp");
        assertThat(ecs.run("{\"@timestamp\":\"yesterday\"}").refused()).isEqualTo("bad_timestamp @timestamp");
        assertThat(ecs.run("{\"@timestamp\":\"2026-03-15T14:30:22Z\",\"a[b]\":1}")
                        .refused())
                .isEqualTo("unknown_value");
    }

    /** What follows a question mark may be a key. */
    @Test
    void accessLineIsParsedWithoutItsQuery() throws Exception {
        RubyFilter.Result result = nginx.run("192.0.2.7 - ann [15/Mar/2026:22:30:22 +0800] \"POST"
                + " /v1/chat/completions?key=s3cret HTTP/1.1\" 200 512 \"https://a/b?key=s3cret\" \"curl/8\" 0.125");

        assertThat(withoutIngested(result))
                .isEqualTo(
                        json.readTree(
                                "{\"@timestamp\":\"2026-03-15T14:30:22.000Z\",\"source\":{\"address\":\"192.0.2.7\"},"
                                        + "\"http\":{\"version\":\"1.1\",\"request\":{\"method\":\"POST\",\"referrer\":\"https://a/b\"},"
                                        + "\"response\":{\"status_code\":200,\"body\":{\"bytes\":512}}},"
                                        + "\"url\":{\"path\":\"/v1/chat/completions\"},\"user\":{\"name\":\"ann\"},"
                                        + "\"user_agent\":{\"original\":\"curl/8\"},\"ecs\":{\"version\":\"9.2.0\"},"
                                        + "\"event\":{\"kind\":\"event\",\"category\":[\"web\"],\"outcome\":\"success\",\"duration\":125000000},"
                                        + "\"data_stream\":{\"type\":\"logs\",\"dataset\":\"nginx.access\",\"namespace\":\"default\"}}"));
    }

    @Test
    void accessLineOfNoRequestIsParsedToo() throws Exception {
        RubyFilter.Result result =
                nginx.run("192.0.2.7 - - [15/Mar/2026:22:30:22 +0800] \"\\x16\\x03\" 400 150 \"-\" \"-\"");

        assertThat(withoutIngested(result))
                .isEqualTo(
                        json.readTree(
                                "{\"@timestamp\":\"2026-03-15T14:30:22.000Z\",\"source\":{\"address\":\"192.0.2.7\"},"
                                        + "\"http\":{\"response\":{\"status_code\":400,\"body\":{\"bytes\":150}}},\"ecs\":{\"version\":\"9.2.0\"},"
                                        + "\"event\":{\"kind\":\"event\",\"category\":[\"web\"],\"outcome\":\"failure\"},"
                                        + "\"data_stream\":{\"type\":\"logs\",\"dataset\":\"nginx.access\",\"namespace\":\"default\"}}"));
        assertThat(nginx.run("hello").refused()).isEqualTo("not_nginx");
        assertThat(nginx.run("192.0.2.7 - - [45/Mar/2026:22:30:22 +0800] \"-\" 400 0 \"-\" \"-\"")
                        .refused())
                .isEqualTo("bad_timestamp time_local");
    }

    @Test
    void deadLetterIsKeptWhole() throws Exception {
        RubyFilter letters = new RubyFilter("ruby/dead_letter.rb", Map.of());
        JsonNode document = letters.run(Map.of("a", 1)).document();

        assertThat(json.readTree(document.at("/event/original").asText())).isEqualTo(json.readTree("{\"a\":1}"));
        assertThat(document.at("/llm_gateway/invalid/reason").asText()).isEqualTo("rejected_by_elasticsearch");
        assertThat(document.at("/data_stream/dataset").asText()).isEqualTo("llm_gateway.invalid");
    }

    private static JsonNode withoutIngested(RubyFilter.Result result) {
        ((ObjectNode) result.document().get("event")).remove("ingested");
        return result.document();
    }
}
