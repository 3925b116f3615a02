package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tollgate.dashboards.Fields;

/** The saved Discover sessions. */
final class DiscoverSessions {
    private static final String VERSION = "10.5.0";
    private static final String INDEX = "kibanaSavedObjectMeta.searchSourceJSON.index";

    private DiscoverSessions() {}

    static List<SavedObject> all() {
        return List.of(
                session(
                        "tollgate-failed-requests",
                        "[LLM gateway] Failed requests",
                        "Requests whose outcome is not ok, with status and error.",
                        Fields.EVENT_OUTCOME + " : \"failure\"",
                        "desc",
                        Fields.FAILED_REQUEST),
                session(
                        "tollgate-one-request",
                        "[LLM gateway] One request's story",
                        "All documents of one request: put its id between the quotation marks, and widen the time"
                                + " range.",
                        Fields.EVENT_ID + " : \"\"",
                        "asc",
                        Fields.ONE_REQUEST));
    }

    private static SavedObject session(
            String id, String title, String description, String query, String order, List<String> columns) {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        source.putObject("query").put("query", query).put("language", "kuery");
        source.putArray("filter");
        source.put("indexRefName", INDEX);
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        attributes.put("title", title);
        attributes.put("description", description);
        ArrayNode names = attributes.putArray("columns");
        columns.forEach(names::add);
        attributes.putArray("sort").addArray().add("@timestamp").add(order);
        attributes.putObject("grid");
        attributes.put("hideChart", false);
        attributes.put("isTextBasedQuery", false);
        attributes.put("timeRestore", false);
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", Ndjson.compact(source));
        return new SavedObject(
                "search",
                id,
                attributes,
                List.of(new SavedObject.Reference("index-pattern", DataViews.REQUESTS, INDEX), KibanaObjects.tagged()),
                VERSION);
    }
}
