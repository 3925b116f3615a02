package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.pager.page.Delivery;

/** A custom bot of Feishu or Lark, with or without signature. */
final class Feishu implements Receiver {
    /** Feishu takes 20 KB of JSON, and a Chinese character has three bytes. */
    private static final int LONGEST_TEXT = 5_000;

    private final Http http;
    private final URI address;
    private final @Nullable String secret;
    private final InstantSource clock;

    Feishu(Http http, URI address, @Nullable String secret, InstantSource clock) {
        this.http = http;
        this.address = address;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public Outcome send(Delivery delivery) throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (secret != null) {
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            body.put("timestamp", timestamp);
            // Their way: the text to be signed is the key, and what is signed is empty.
            body.put("sign", Base64.getEncoder().encodeToString(Signing.hmac(timestamp + "\n" + secret, "")));
        }
        body.put("msg_type", "interactive");
        PageLines lines = new PageLines(delivery.content());
        ObjectNode card = body.putObject("card");
        card.putObject("config").put("wide_screen_mode", true);
        ObjectNode header = card.putObject("header");
        header.put("template", lines.isOpen() ? "red" : "green");
        header.putObject("title")
                .put("tag", "plain_text")
                .put("content", Texts.cut(lines.title(), Texts.LONGEST_TITLE));
        var elements = card.putArray("elements");
        // Plain text, so that no name can become a mention or a link.
        elements.addObject()
                .put("tag", "div")
                .putObject("text")
                .put("tag", "plain_text")
                .put("content", Texts.cut(String.join("\n", lines.body()), LONGEST_TEXT));
        if (!delivery.content().link().isEmpty()) {
            ObjectNode button = elements.addObject()
                    .put("tag", "action")
                    .putArray("actions")
                    .addObject()
                    .put("tag", "button")
                    .put("type", "default")
                    .put("url", delivery.content().link());
            button.putObject("text").put("tag", "plain_text").put("content", lines.linkText());
        }
        return http.post(address, Map.of(), body.toString(), Answers::feishu);
    }
}
