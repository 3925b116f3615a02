package tollgate.dashboards.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** JSON that a string holds. */
final class Decoded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Decoded() {}

    /** Null where it is no string, or what it holds is no JSON object or array. */
    static @Nullable JsonNode of(JsonNode string) {
        if (!string.isTextual()) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(string.asText());
            return json.isContainerNode() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
