package tollgate.pager.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.pager.page.Delivery;
import tollgate.pager.page.PageContent;

/**
 * Any address that takes JSON, in a form of its own or in Tollgate's. With a secret, {@code X-Tollgate-Signature} is
 * {@code sha256=} and, in hexadecimal digits, the HMAC of {@code X-Tollgate-Timestamp} (seconds since 1970), a full stop and the body.
 */
final class Webhook implements Receiver {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Http http;
    private final URI address;
    private final @Nullable String secret;
    private final @Nullable String template;
    private final InstantSource clock;

    /**
     * A webhook.
     *
     * @param template JSON in whose texts {@code {{name}}} stands for a field; null for Tollgate's own form
     * @throws IllegalArgumentException in one line, where it has unknown names or is no JSON
     */
    Webhook(Http http, URI address, @Nullable String secret, @Nullable String template, InstantSource clock) {
        this.http = http;
        this.address = address;
        this.secret = secret;
        this.template = template;
        this.clock = clock;
        if (template != null) {
            check(template);
        }
    }

    private static void check(String template) {
        Map<String, String> names = Fields.of("", Fields.EXAMPLE);
        PLACEHOLDER.matcher(template).results().forEach(found -> {
            if (!names.containsKey(found.group(1))) {
                throw new IllegalArgumentException(
                        "{{" + found.group(1) + "}} is no field; there are " + String.join(", ", names.keySet()));
            }
        });
        try {
            JSON.readTree(filled(template, names));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the template is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Outcome send(Delivery delivery) throws InterruptedException {
        String body = body(delivery);
        Map<String, String> headers = new HashMap<>();
        headers.put("idempotency-key", delivery.id());
        if (secret != null) {
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            headers.put("x-tollgate-timestamp", timestamp);
            headers.put(
                    "x-tollgate-signature",
                    "sha256=" + HexFormat.of().formatHex(Signing.hmac(secret, timestamp + "." + body)));
        }
        return http.post(address, headers, body, answer -> new Outcome.Delivered());
    }

    private String body(Delivery delivery) {
        Map<String, String> fields = Fields.of(delivery.id(), delivery.content());
        return template == null ? own(delivery, fields).toString() : filled(template, fields);
    }

    /** A text within quotes stays one, whatever is filled in. */
    private static String filled(String template, Map<String, String> fields) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(new String(
                        JsonStringEncoder.getInstance().quoteAsString(fields.getOrDefault(found.group(1), "")))));
    }

    private static ObjectNode own(Delivery delivery, Map<String, String> fields) {
        PageContent page = delivery.content();
        ObjectNode body = JSON.createObjectNode();
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                body.put(name, value);
            }
        });
        body.put("count", page.count());
        if (page.value() != null) {
            body.put("value", page.value());
        }
        if (page.threshold() != null) {
            body.put("threshold", page.threshold());
        }
        body.set("group", JSON.valueToTree(page.group()));
        body.set("members", JSON.valueToTree(page.members()));
        body.set("todo", JSON.valueToTree(page.todo()));
        return body;
    }

    /** The fields that templates may name, as texts. */
    private static final class Fields {
        private static final PageContent EXAMPLE =
                TestPage.content("", tollgate.pager.page.Language.EN, java.time.Instant.EPOCH);

        static Map<String, String> of(String id, PageContent page) {
            PageLines lines = new PageLines(page);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("id", id);
            fields.put("key", page.key());
            fields.put("action", page.action().code());
            fields.put("kind", page.kind().code());
            fields.put("route", page.route());
            fields.put("severity", page.severity());
            fields.put("rule", page.rule());
            fields.put("title", lines.title());
            fields.put("summary", page.summary());
            fields.put("group", String.join(",", page.group().values()));
            fields.put("since", page.since().toString());
            fields.put("until", page.until() == null ? "" : page.until().toString());
            fields.put("value", page.value() == null ? "" : PageLines.number(page.value()));
            fields.put("threshold", page.threshold() == null ? "" : PageLines.number(page.threshold()));
            fields.put("count", Integer.toString(page.count()));
            fields.put("link", page.link());
            fields.put("text", lines.text());
            return fields;
        }
    }
}
