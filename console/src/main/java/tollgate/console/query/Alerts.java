package tollgate.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.console.query.QueryFailedException.Reason;

/** What the streams of alerts and of pages say of the last days: which alerts are open, which are over, who was told. */
public final class Alerts {
    private static final Duration PAST = Duration.ofDays(7);

    /** Opening and closing in the order of time, the newest first, so that the newest are there where there are too many. */
    private static final String EVENTS = """
            FROM logs-llm_gateway.alert-*
            | WHERE @timestamp >= ?_tstart AND @timestamp <= ?_tend
            | KEEP @timestamp, event.action, event.reason, event.url, message, rule.name, llm_gateway.alert.id, llm_gateway.alert.key, llm_gateway.alert.severity
            | SORT @timestamp DESC, llm_gateway.alert.key
            | LIMIT 2000""";

    private static final String DELIVERIES = """
            FROM logs-llm_gateway.page-*
            | WHERE @timestamp >= ?_tstart AND @timestamp <= ?_tend
            | KEEP @timestamp, event.action, event.outcome, event.reason, message, rule.name, llm_gateway.alert.severity, llm_gateway.page.receiver, llm_gateway.page.attempts, llm_gateway.page.delivery_ms
            | SORT @timestamp DESC
            | LIMIT 100""";

    private static final String OPEN = "open";

    private final Esql esql;

    public Alerts(Esql esql) {
        this.esql = esql;
    }

    /**
     * Open alerts, those that closed, and deliveries, each the newest first. A stream that does not exist has none.
     *
     * @param now end of the days that are looked at
     */
    public ObjectNode json(Instant now) throws QueryFailedException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", now.minus(PAST).toString());
        json.putArray("open");
        json.putArray("resolved");
        json.putArray("deliveries");
        Map<String, ObjectNode> newest = new LinkedHashMap<>();
        for (ObjectNode event : rows(EVENTS, now)) {
            String key = event.path("llm_gateway.alert.key").asText();
            ObjectNode before = newest.get(key);
            if (before == null) {
                newest.put(key, event);
            } else if (isOpening(event) && !isOpening(before) && !before.has("opened")) {
                before.set("opened", event.path("@timestamp"));
                before.set("event.reason", event.path("event.reason"));
                before.set("event.url", event.path("event.url"));
            }
        }
        newest.values()
                .forEach(event ->
                        json.withArray(isOpening(event) ? "open" : "resolved").add(event));
        rows(DELIVERIES, now).forEach(json.withArray("deliveries")::add);
        return json;
    }

    private static boolean isOpening(JsonNode event) {
        return event.path("event.action").asText().equals(OPEN);
    }

    private List<ObjectNode> rows(String query, Instant now) throws QueryFailedException {
        Question question =
                Question.of("alerts", query, Map.of("_tstart", now.minus(PAST).toString(), "_tend", now.toString()));
        Table table;
        try {
            table = esql.ask(question);
        } catch (QueryFailedException e) {
            if (e.reason() == Reason.NO_DATA) {
                return List.of();
            }
            throw e;
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode values : table.rows()) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < table.columns().size(); i++) {
                row.set(table.columns().get(i).name(), values.path(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
