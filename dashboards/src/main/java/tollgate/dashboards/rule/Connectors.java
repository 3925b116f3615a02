package tollgate.dashboards.rule;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;

/** The connectors that settings ask for. The one to the alerts' own stream is always among them, and comes first. */
public final class Connectors {
    /** Gets a POST with the alert as JSON. */
    public static final String WEBHOOK_URL = "TOLLGATE_ALERT_WEBHOOK_URL";

    /** Name and password for the webhook, with a colon between. */
    public static final String WEBHOOK_CREDENTIALS = "TOLLGATE_ALERT_WEBHOOK_CREDENTIALS";

    /** The key of a PagerDuty service's Events API v2 integration. */
    public static final String PAGERDUTY_KEY = "TOLLGATE_ALERT_PAGERDUTY_KEY";

    private static final UUID INDEX_ID = UUID.fromString("3ef3c9a5-6d1f-5b6f-9a43-6f0c1f7f0d01");
    private static final UUID WEBHOOK_ID = UUID.fromString("3ef3c9a5-6d1f-5b6f-9a43-6f0c1f7f0d02");
    private static final UUID PAGERDUTY_ID = UUID.fromString("3ef3c9a5-6d1f-5b6f-9a43-6f0c1f7f0d03");

    /**
     * Those that an environment asks for.
     *
     * @param namespace of the alerts' stream
     * @throws RuleException that names the variable of what is wrong, and no secret
     */
    public static List<Connector> of(Map<String, String> environment, String namespace) {
        List<Connector> connectors = new ArrayList<>(List.of(index(namespace)));
        String url = environment.get(WEBHOOK_URL);
        if (url != null) {
            connectors.add(webhook(url, environment.get(WEBHOOK_CREDENTIALS)));
        }
        String key = environment.get(PAGERDUTY_KEY);
        if (key != null) {
            connectors.add(pagerduty(key));
        }
        return List.copyOf(connectors);
    }

    /** Writes to the alerts' stream. */
    public static Connector index(String namespace) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("index", DataStream.ALERT.in(namespace));
        config.put("refresh", false);
        config.put("executionTimeField", "@timestamp");
        return new Connector(INDEX_ID, Connector.Type.INDEX, "Tollgate alerts", config, Map.of());
    }

    private static Connector webhook(String url, @Nullable String credentials) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("method", "post");
        config.put("url", checked(url));
        config.put("hasAuth", credentials != null);
        config.put("headers", Map.of("content-type", "application/json"));
        return new Connector(WEBHOOK_ID, Connector.Type.WEBHOOK, "Tollgate webhook", config, secrets(credentials));
    }

    private static Map<String, String> secrets(@Nullable String credentials) {
        if (credentials == null) {
            return Map.of();
        }
        int colon = credentials.indexOf(':');
        if (colon < 1) {
            throw new RuleException(WEBHOOK_CREDENTIALS, "needs NAME:PASSWORD");
        }
        return Map.of("user", credentials.substring(0, colon), "password", credentials.substring(colon + 1));
    }

    private static String checked(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null
                    && (uri.getScheme().equals("http") || uri.getScheme().equals("https"))) {
                return url;
            }
        } catch (IllegalArgumentException e) { // said below, without the text: it may hold a token
        }
        throw new RuleException(WEBHOOK_URL, "is no address such as https://alerts.example/hook");
    }

    private static Connector pagerduty(String key) {
        if (!key.matches("[0-9A-Za-z]{32}")) {
            throw new RuleException(PAGERDUTY_KEY, "is no integration key: one has 32 letters and digits");
        }
        return new Connector(
                PAGERDUTY_ID, Connector.Type.PAGERDUTY, "Tollgate PagerDuty", Map.of(), Map.of("routingKey", key));
    }

    private Connectors() {}
}
