package tollgate.pager.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.QueryParams;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.pager.page.Language;
import tollgate.pager.page.PageAction;

/** What receivers are sent, checked by what their publishers say that they take, and what becomes of their answers. */
class HttpReceiversTest {
    @RegisterExtension
    static final Received server = new Received();

    private static final Instant NOW = Instant.ofEpochSecond(1_599_360_473L);
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final String SECRET = "demo-secret";

    private final Http http = new Http(Duration.ofSeconds(5));

    @BeforeEach
    void forget() {
        server.forget();
        server.answers(200, "{}");
    }

    /** PagerDuty's published description of an alert event: required fields, values, lengths. */
    @Test
    void pagerDutyTakesATrigger() throws Exception {
        server.answers(202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"x\"}");
        Receiver receiver = new PagerDuty(http, address("/v2/enqueue"), "R0123456789ABCDEF0123456789ABCDE");
        assertThat(receiver.send(Pages.of(PageAction.TRIGGER, Language.EN))).isEqualTo(new Outcome.Delivered());

        JsonNode body = server.body();
        assertThat(server.only().path()).isEqualTo("/v2/enqueue");
        assertThat(names(body))
                .isSubsetOf(
                        "routing_key",
                        "event_action",
                        "dedup_key",
                        "client",
                        "client_url",
                        "links",
                        "images",
                        "payload");
        assertThat(body.path("routing_key").asText()).isEqualTo("R0123456789ABCDEF0123456789ABCDE");
        assertThat(body.path("event_action").asText()).isEqualTo("trigger");
        assertThat(body.path("dedup_key").asText())
                .isEqualTo("b8ac0e82:dashscope,qwen <!channel> [x](y)")
                .hasSizeLessThanOrEqualTo(255);
        JsonNode payload = body.path("payload");
        assertThat(names(payload))
                .isSubsetOf(
                        "summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details")
                .contains("summary", "source", "severity");
        assertThat(payload.path("summary").asText())
                .startsWith("[PAGE] Model down")
                .hasSizeLessThan(1025);
        assertThat(payload.path("severity").asText()).isIn("critical", "error", "warning", "info");
        assertThat(payload.path("timestamp").asText()).isEqualTo("2026-03-15T14:30:22Z");
        assertThat(payload.at("/custom_details/value").asDouble()).isEqualTo(85.5);
        assertThat(payload.at("/custom_details/threshold").asDouble()).isEqualTo(50);
        assertThat(names(body.at("/links/0"))).containsExactlyInAnyOrder("href", "text");
    }

    @ParameterizedTest
    @EnumSource(
            value = PageAction.class,
            names = {"ACKNOWLEDGE", "RESOLVE"})
    void pagerDutyTakesTheRestByKey(PageAction action) throws Exception {
        server.answers(202, "{\"status\":\"success\"}");
        new PagerDuty(http, address("/"), "R").send(Pages.of(action, Language.EN));
        assertThat(names(server.body())).containsExactlyInAnyOrder("routing_key", "event_action", "dedup_key");
        assertThat(server.body().path("event_action").asText()).isEqualTo(action.code());
    }

    @Test
    void slackCanNotBeMadeToCallEverybody() throws Exception {
        server.answers(200, "ok");
        assertThat(new Slack(http, address("/services/T/B/x")).send(Pages.of(PageAction.TRIGGER, Language.EN)))
                .isEqualTo(new Outcome.Delivered());
        JsonNode body = server.body();
        assertThat(body.path("text").asText()).startsWith("[PAGE] Model down: qwen &lt;!channel&gt;");
        assertThat(body.at("/attachments/0/text").asText())
                .contains("value 85.5, threshold 50", "1. look", "since 2026-03-15 14:30:22 UTC")
                .doesNotContain("<!");
        assertThat(body.at("/attachments/0/color").asText()).isEqualTo("danger");
        assertThat(body.at("/attachments/0/title_link").asText()).startsWith("http://kibana:5601/");
    }

    /** Feishu: the key is {@code timestamp + "\n" + secret}, the message empty, the result in base 64. */
    @Test
    void feishuGetsASignedCard() throws Exception {
        server.answers(200, "{\"code\":0,\"data\":{},\"msg\":\"success\"}");
        assertThat(new Feishu(http, address("/hook/x"), SECRET, CLOCK).send(Pages.of(PageAction.TRIGGER, Language.ZH)))
                .isEqualTo(new Outcome.Delivered());
        JsonNode body = server.body();
        assertThat(body.path("timestamp").asText()).isEqualTo("1599360473");
        assertThat(body.path("sign").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(hmac("1599360473\n" + SECRET, "")));
        assertThat(body.path("msg_type").asText()).isEqualTo("interactive");
        assertThat(body.at("/card/header/title/tag").asText()).isEqualTo("plain_text");
        assertThat(body.at("/card/header/title/content").asText()).startsWith("【告警】模型不可用：qwen");
        assertThat(body.at("/card/header/template").asText()).isEqualTo("red");
        assertThat(body.at("/card/elements/0/text/content").asText()).contains("数值 85.5，阈值 50");
        assertThat(body.at("/card/elements/1/actions/0/url").asText()).startsWith("http://kibana");
    }

    /** DingTalk: the secret is the key, {@code timestamp + "\n" + secret} the message, in base 64, escaped for a URL. */
    @Test
    void dingTalkGetsASignedUrl() throws Exception {
        server.answers(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        DingTalk receiver = new DingTalk(http, address("/robot/send?access_token=abc"), SECRET, CLOCK);
        assertThat(receiver.send(Pages.of(PageAction.RESOLVE, Language.ZH))).isEqualTo(new Outcome.Delivered());
        AggregatedHttpRequest request = server.only();
        QueryParams query =
                QueryParams.fromQueryString(URI.create(request.path()).getRawQuery());
        assertThat(query.get("access_token")).isEqualTo("abc");
        assertThat(query.get("timestamp")).isEqualTo("1599360473000");
        assertThat(query.get("sign"))
                .isEqualTo(Base64.getEncoder().encodeToString(hmac(SECRET, "1599360473000\n" + SECRET)));
        JsonNode body = server.body();
        assertThat(body.path("msgtype").asText()).isEqualTo("markdown");
        assertThat(body.at("/markdown/title").asText()).startsWith("【恢复】模型不可用");
        assertThat(body.at("/markdown/text").asText()).contains("持续 5 分钟").doesNotContain("@all", "[x](y)");
    }

    @Test
    void weComTakesNoMoreThanItsBytes() throws Exception {
        server.answers(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        assertThat(new WeCom(http, address("/cgi-bin/webhook/send?key=k"))
                        .send(Pages.of(PageAction.TRIGGER, Language.ZH)))
                .isEqualTo(new Outcome.Delivered());
        assertThat(server.body().path("msgtype").asText()).isEqualTo("markdown");
        String long4 = Texts.cutBytes("模型𝄞".repeat(2_000), 4_096);
        assertThat(long4.getBytes(StandardCharsets.UTF_8).length).isBetween(3_500, 4_096);
        assertThat(new String(long4.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(long4);
    }

    @Test
    void aWebhookIsSignedAndCanBeToldFromItsRepetition() throws Exception {
        new Webhook(http, address("/x"), SECRET, null, CLOCK).send(Pages.of(PageAction.TRIGGER, Language.EN));
        AggregatedHttpRequest request = server.only();
        assertThat(request.headers().get("idempotency-key")).isEqualTo("0123456789abcdef");
        assertThat(request.headers().get("x-tollgate-signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(hmac(SECRET, "1599360473." + request.contentUtf8())));
        JsonNode body = server.body();
        assertThat(body.path("action").asText()).isEqualTo("trigger");
        assertThat(body.path("value").isNumber()).isTrue();
        assertThat(body.at("/group/gen_ai.request.model").asText()).startsWith("qwen");
        assertThat(body.path("todo")).hasSize(2);
    }

    @Test
    void aTemplateStaysJsonWhateverIsFilledIn() throws Exception {
        String template = "{\"msg\": \"{{title}}\\n{{text}}\", \"n\": {{count}}, \"id\": \"{{id}}\"}";
        new Webhook(http, address("/x"), null, template, CLOCK).send(Pages.of(PageAction.TRIGGER, Language.EN));
        JsonNode body = server.body();
        assertThat(names(body)).containsExactlyInAnyOrder("msg", "n", "id");
        assertThat(body.path("msg").asText()).contains("[PAGE] Model down").contains("2. act\n");
        assertThat(body.path("n").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> new Webhook(http, address("/x"), null, "{\"a\":\"{{nonsense}}\"}", CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("{{nonsense}} is no field; there are id, key,");
        assertThatThrownBy(() -> new Webhook(http, address("/x"), null, "{\"a\": {{title}}}", CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the template is no JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pagerduty | 400 | {\"status\":\"invalid event\"}      | refused",
                "pagerduty | 429 | {}                                  | retry",
                "pagerduty | 500 | {}                                  | retry",
                "pagerduty | 202 | <html>log in</html>                 | retry",
                "slack     | 200 | <html>log in</html>                 | retry",
                "slack     | 403 | invalid_token                       | refused",
                "slack     | 200 | {\"success\":true}                  | delivered",
                "feishu    | 200 | {\"code\":19021,\"msg\":\"sign match fail\"} | refused",
                "feishu    | 200 | {\"code\":11232,\"msg\":\"frequency limited\"} | retry",
                "feishu    | 200 | {\"StatusCode\":0}                  | delivered",
                "feishu    | 200 | garbage                             | retry",
                "dingtalk  | 200 | {\"errcode\":310000,\"errmsg\":\"sign not match\"} | refused",
                "dingtalk  | 200 | {\"errcode\":130101,\"errmsg\":\"send too fast\"} | retry",
                "dingtalk  | 200 | ''                                  | retry",
                "wecom     | 200 | {\"errcode\":93000,\"errmsg\":\"invalid webhook url\"} | refused",
                "wecom     | 200 | {\"errcode\":45009,\"errmsg\":\"api freq out of limit\"} | retry",
                "webhook   | 204 | ''                                  | delivered",
                "webhook   | 302 | ''                                  | refused",
                "webhook   | 503 | ''                                  | retry",
            })
    void answersAreUnderstood(String type, int status, String answer, String outcome) throws Exception {
        server.answers(status, answer);
        Outcome found = receiver(type).send(Pages.of(PageAction.TRIGGER, Language.EN));
        assertThat(found.getClass().getSimpleName()).isEqualToIgnoringCase(outcome);
    }

    @Test
    void whoAsksForTimeGetsIt() throws Exception {
        server.answers(429, "retry-after", "30");
        assertThat(receiver("webhook").send(Pages.of(PageAction.TRIGGER, Language.EN)))
                .isEqualTo(new Outcome.Retry("answers 429", Duration.ofSeconds(30)));
        server.answers(429, "retry-after", "99999999");
        assertThat(receiver("webhook").send(Pages.of(PageAction.TRIGGER, Language.EN)))
                .isEqualTo(new Outcome.Retry("answers 429", Duration.ofMinutes(10)));
    }

    @Test
    void whoDoesNotAnswerIsTriedAgainAndNoAddressIsTold() throws Exception {
        server.neverAnswers();
        Outcome silent = new Slack(new Http(Duration.ofMillis(300)), address("/services/secret"))
                .send(Pages.of(PageAction.TRIGGER, Language.EN));
        assertThat(silent).isInstanceOf(Outcome.Retry.class);
        assertThat(silent.toString()).doesNotContain("secret", "127.0.0.1");
        Outcome refused = new Slack(http, URI.create("http://127.0.0.1:1/secret"))
                .send(Pages.of(PageAction.TRIGGER, Language.EN));
        assertThat(refused).isInstanceOf(Outcome.Retry.class);
        assertThat(refused.toString()).doesNotContain("secret", "127.0.0.1");
    }

    private Receiver receiver(String type) {
        return switch (type) {
            case "pagerduty" -> new PagerDuty(http, address("/"), "R");
            case "slack" -> new Slack(http, address("/"));
            case "feishu" -> new Feishu(http, address("/"), null, CLOCK);
            case "dingtalk" -> new DingTalk(http, address("/"), null, CLOCK);
            case "wecom" -> new WeCom(http, address("/"));
            default -> new Webhook(http, address("/"), null, null, CLOCK);
        };
    }

    private static URI address(String path) {
        return URI.create(server.httpUri() + path);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static byte[] hmac(String key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    }
}
