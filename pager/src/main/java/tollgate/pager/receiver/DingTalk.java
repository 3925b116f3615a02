package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.pager.page.Delivery;

/** A custom robot of DingTalk, with or without signature. */
final class DingTalk implements Receiver {
    /** DingTalk takes 20,000 bytes of JSON, in which a quotation mark takes two. */
    private static final int LONGEST_TEXT_BYTES = 9_000;

    private final Http http;
    private final URI address;
    private final @Nullable String secret;
    private final InstantSource clock;

    DingTalk(Http http, URI address, @Nullable String secret, InstantSource clock) {
        this.http = http;
        this.address = address;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public Outcome send(Delivery delivery) throws InterruptedException {
        PageLines lines = new PageLines(delivery.content());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
        body.putObject("markdown")
                .put("title", Texts.cut(lines.title(), Texts.LONGEST_TITLE))
                .put("text", Markdown.of(lines, delivery.content().link(), LONGEST_TEXT_BYTES));
        return http.post(signed(), Map.of(), body.toString(), Answers::dingTalk);
    }

    private URI signed() {
        if (secret == null) {
            return address;
        }
        String timestamp = Long.toString(clock.instant().toEpochMilli());
        byte[] signature = Signing.hmac(secret, timestamp + "\n" + secret);
        String sign = URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
        String separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + separator + "timestamp=" + timestamp + "&sign=" + sign);
    }
}
