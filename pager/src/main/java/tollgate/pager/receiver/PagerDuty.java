package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;

/** PagerDuty's Events API v2: trigger, acknowledge, resolve. Its de-duplication key is the page's. */
final class PagerDuty implements Receiver {
    /** Where PagerDuty takes events, unless an operator says otherwise (its European region has another). */
    static final URI ADDRESS = URI.create("https://events.pagerduty.com/v2/enqueue");

    private static final int LONGEST_SUMMARY = 1_024;
    private static final int LONGEST_KEY = 255;
    /** The whole of an event may have 512 KB. */
    private static final int LONGEST_DETAIL = 20_000;

    private static final int LONGEST_NAME = 1_024;

    private final Http http;
    private final URI address;
    private final String routingKey;

    PagerDuty(Http http, URI address, String routingKey) {
        this.http = http;
        this.address = address;
        this.routingKey = routingKey;
    }

    @Override
    public Outcome send(Delivery delivery) throws InterruptedException {
        return http.post(address, Map.of(), body(delivery.content()).toString(), Answers::pagerDuty);
    }

    private ObjectNode body(PageContent page) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("routing_key", routingKey);
        body.put("event_action", page.action().code());
        body.put("dedup_key", key(page.key()));
        if (page.action() != PageAction.TRIGGER) {
            return body;
        }
        body.put("client", "Tollgate");
        PageLines lines = new PageLines(page);
        if (!page.link().isEmpty()) {
            body.put("client_url", page.link());
            body.putArray("links").addObject().put("href", page.link()).put("text", lines.linkText());
        }
        ObjectNode payload = body.putObject("payload");
        payload.put("summary", Texts.cut(lines.title(), LONGEST_SUMMARY));
        String source = name(String.join(",", page.group().values()));
        payload.put("source", source.isBlank() ? "tollgate" : source);
        payload.put("severity", page.severity().equals("page") ? "critical" : "warning");
        payload.put("timestamp", page.since().toString());
        payload.put("component", "llm_gateway");
        payload.put("class", page.rule().isEmpty() ? "storm" : name(page.rule()));
        ObjectNode details = payload.putObject("custom_details");
        page.group().forEach((column, value) -> details.put(name(column), name(value)));
        details.put("text", Texts.cut(String.join("\n", lines.body()), LONGEST_DETAIL));
        details.put("count", page.count());
        if (page.value() != null) {
            details.put("value", page.value());
        }
        if (page.threshold() != null) {
            details.put("threshold", page.threshold());
        }
        return body;
    }

    private static String name(String text) {
        return Texts.cut(Texts.plain(text), LONGEST_NAME);
    }

    /** The same key gives the same, and another one another: it says what belongs together. */
    private static String key(String key) {
        return key.length() <= LONGEST_KEY ? key : "~" + HexFormat.of().formatHex(Signing.hmac("tollgate", key));
    }
}
