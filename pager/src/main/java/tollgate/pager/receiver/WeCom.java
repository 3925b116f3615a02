package tollgate.pager.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import tollgate.pager.page.Delivery;

/** A group robot of WeCom. */
final class WeCom implements Receiver {
    private static final int LONGEST_TEXT_BYTES = 4_096;

    private final Http http;
    private final URI address;

    WeCom(Http http, URI address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public Outcome send(Delivery delivery) throws InterruptedException {
        PageLines lines = new PageLines(delivery.content());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
        body.putObject("markdown")
                .put("content", Markdown.of(lines, delivery.content().link(), LONGEST_TEXT_BYTES));
        return http.post(address, Map.of(), body.toString(), Answers::weCom);
    }
}
