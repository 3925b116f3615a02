package tollgate.dashboards.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The form of an import file: one object a line. */
public final class Ndjson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Ndjson() {}

    /** The same text for the same objects, at any time. */
    public static String write(List<ObjectNode> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(compact(object)).append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where a line is no JSON object; the message names it
     */
    public static List<ObjectNode> read(String text) {
        List<ObjectNode> objects = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                if (!(JSON.readTree(line) instanceof ObjectNode object)) {
                    throw new IllegalArgumentException("line " + number + " is no JSON object");
                }
                objects.add(object);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("line " + number + " is no JSON: " + e.getOriginalMessage(), e);
            }
        }
        return objects;
    }

    /** JSON on one line, for the attributes that Kibana keeps as strings. */
    static String compact(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
