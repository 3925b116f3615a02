package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tollgate.dashboards.Fields;

/** The data views: what Discover offers, with money, times and tokens written as such. */
final class DataViews {
    static final String REQUESTS = "tollgate-requests";

    private static final String VERSION = "8.0.0";
    private static final String MONEY = "0,0.0000";
    private static final String COUNT = "0,0";
    private static final String MILLIS = "0,0.0";

    private DataViews() {}

    static List<SavedObject> all() {
        ObjectNode requests = JsonNodeFactory.instance.objectNode();
        number(requests, MONEY, Fields.COSTS);
        number(requests, COUNT, Fields.TOKENS);
        number(requests, MILLIS, Fields.MILLISECONDS);
        duration(requests);
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        number(usage, MONEY, Fields.WINDOW_COSTS);
        number(usage, COUNT, Fields.TOKENS);
        number(usage, MILLIS, Fields.WINDOW_MILLISECONDS);
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return List.of(
                view(REQUESTS, "LLM gateway requests", "logs-llm_gateway.request-*", requests),
                view("tollgate-usage", "LLM gateway usage by minute", "metrics-llm_gateway.usage-*", usage),
                view("tollgate-usage-hourly", "LLM gateway usage by hour", "metrics-llm_gateway.usage_hourly-*", usage),
                view("tollgate-invalid", "LLM gateway refused lines", "logs-llm_gateway.invalid-*", none),
                view("tollgate-audit", "LLM gateway audit", "logs-llm_gateway.audit-*", none));
    }

    private static SavedObject view(String id, String name, String pattern, ObjectNode formats) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("title", pattern);
        attributes.put("name", name);
        attributes.put("timeFieldName", "@timestamp");
        attributes.put("allowNoIndex", true);
        attributes.put("fields", "[]");
        attributes.put("sourceFilters", "[]");
        attributes.put("fieldAttrs", "{}");
        attributes.put("fieldFormatMap", Ndjson.compact(formats));
        attributes.put("runtimeFieldMap", "{}");
        return new SavedObject("index-pattern", id, attributes, List.of(), VERSION);
    }

    private static void number(ObjectNode to, String pattern, List<String> fields) {
        for (String field : fields) {
            to.putObject(field).put("id", "number").putObject("params").put("pattern", pattern);
        }
    }

    private static void duration(ObjectNode to) {
        to.putObject(Fields.EVENT_DURATION)
                .put("id", "duration")
                .putObject("params")
                .put("inputFormat", "nanoseconds")
                .put("outputFormat", "asMilliseconds")
                .put("outputPrecision", 1);
    }
}
