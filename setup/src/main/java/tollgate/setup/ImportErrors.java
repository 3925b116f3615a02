package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says in words what Kibana's import has against an object. */
final class ImportErrors {
    static String explain(JsonNode error) {
        return switch (error.path("type").asText()) {
            case "missing_references" ->
                "Kibana lacks what it refers to (" + references(error) + "): run this again, and see why those failed";
            case "conflict", "ambiguous_conflict" ->
                "Kibana has another object in its place: remove that in Stack Management > Saved Objects";
            case "unsupported_type" -> "this Kibana has no such objects: its edition or its settings leave them out";
            default ->
                "Kibana refuses it (" + error.path("statusCode").asText("no status") + ": "
                        + error.path("message").asText("no reason given") + ")";
        };
    }

    private static String references(JsonNode error) {
        List<String> names = new ArrayList<>();
        error.path("references")
                .forEach(reference -> names.add(reference.path("type").asText() + "/"
                        + reference.path("id").asText()));
        return String.join(", ", names);
    }

    private ImportErrors() {}
}
