package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.PageAction;
import tollgate.pager.page.PageContent;

/** PagerDuty's Events API v2: trigger, acknowledge, resolve. Its de-duplication key is the page's. */
final class PagerDuty implements Receiver {
    /** Where PagerDuty takes events, unless an operator says otherwise (its European region has another). */
    static final URI ADDRESS = URI.create("https://events.pagerduty.com/v2/enqueue");

    private static final int LONGEST_SUMMARY = 1_024;

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
        body.put("dedup_key", page.key());
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
        payload.put(
                "source",
                page.group().isEmpty()
                        ? "tollgate"
                        : String.join(",", page.group().values()));
        payload.put("severity", page.severity().equals("page") ? "critical" : "warning");
        payload.put("timestamp", page.since().toString());
        payload.put("component", "llm_gateway");
        payload.put("class", page.rule().isEmpty() ? "storm" : page.rule());
        ObjectNode details = payload.putObject("custom_details");
        details.put("text", String.join("\n", lines.body()));
        details.put("count", page.count());
        if (page.value() != null) {
            details.put("value", page.value());
        }
        if (page.threshold() != null) {
            details.put("threshold", page.threshold());
        }
        page.group().forEach(details::put);
        return body;
    }
}
