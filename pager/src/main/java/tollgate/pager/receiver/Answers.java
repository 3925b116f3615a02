package tollgate.pager.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;

/**
 * What receivers say in an answer whose status means success. Most of them answer 200 to what they refuse, so the body decides; a
 * body that is neither yes nor no, as of a proxy that wants a log-in, is no yes.
 */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REASON = 120;

    /** DingTalk: sent too fast. */
    private static final int DINGTALK_TOO_FAST = 130_101;
    /** DingTalk: the system is busy. */
    private static final int BUSY = -1;
    /** WeCom: sent too fast. */
    private static final int WECOM_TOO_FAST = 45_009;
    /** Feishu: sent too fast. */
    private static final Set<Integer> FEISHU_TOO_FAST = Set.of(11_232, 9_499);

    static Outcome pagerDuty(String body) {
        return json(body).path("status").asText().equals("success") ? new Outcome.Delivered() : garbage(body);
    }

    static Outcome slack(String body) {
        JsonNode json = json(body);
        boolean yes = body.strip().equalsIgnoreCase("ok")
                || json.path("ok").asBoolean()
                || json.path("success").asBoolean();
        return yes ? new Outcome.Delivered() : garbage(body);
    }

    static Outcome feishu(String body) {
        JsonNode json = json(body);
        JsonNode code = json.has("code") ? json.path("code") : json.path("StatusCode");
        return byCode(code, json.path("msg").asText(), body, FEISHU_TOO_FAST);
    }

    static Outcome dingTalk(String body) {
        JsonNode json = json(body);
        return byCode(json.path("errcode"), json.path("errmsg").asText(), body, Set.of(DINGTALK_TOO_FAST, BUSY));
    }

    static Outcome weCom(String body) {
        JsonNode json = json(body);
        return byCode(json.path("errcode"), json.path("errmsg").asText(), body, Set.of(WECOM_TOO_FAST, BUSY));
    }

    private static Outcome byCode(JsonNode code, String message, String body, Set<Integer> later) {
        if (!code.isIntegralNumber()) {
            return garbage(body);
        }
        if (code.asInt() == 0) {
            return new Outcome.Delivered();
        }
        String reason = "answers " + code.asInt() + " " + Texts.cut(message.replaceAll("\\s+", " "), LONGEST_REASON);
        return later.contains(code.asInt()) ? Outcome.retry(reason) : new Outcome.Refused(reason);
    }

    private static Outcome garbage(String body) {
        return Outcome.retry("answers with " + body.length() + " characters that are neither yes nor no");
    }

    private static JsonNode json(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private Answers() {}
}
