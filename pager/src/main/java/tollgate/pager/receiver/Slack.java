package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import tollgate.pager.page.Delivery;

/** An incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat). */
final class Slack implements Receiver {
    private static final int LONGEST_TEXT = 3_000;

    private final Http http;
    private final URI address;

    Slack(Http http, URI address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public Outcome send(Delivery delivery) throws InterruptedException {
        PageLines lines = new PageLines(delivery.content());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String title = escaped(Texts.cut(lines.title(), Texts.LONGEST_TITLE));
        body.put("text", title);
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("color", lines.isOpen() ? "danger" : "good");
        attachment.put("fallback", title);
        attachment.put("text", escaped(Texts.cut(String.join("\n", lines.body()), LONGEST_TEXT)));
        if (!delivery.content().link().isEmpty()) {
            attachment
                    .put("title", lines.linkText())
                    .put("title_link", delivery.content().link());
        }
        attachment.put("ts", delivery.content().since().getEpochSecond());
        return http.post(address, Map.of(), body.toString(), Answers::slack);
    }

    /** The three characters that Slack gives a meaning: a model's name must not be able to call everybody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
