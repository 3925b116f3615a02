package tollgate.setup.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What one space holds: saved objects by {@code type/id}; connectors and rules by id. */
final class StubSpace {
    final Map<String, JsonNode> objects = new TreeMap<>();
    final Map<String, ObjectNode> connectors = new TreeMap<>();
    final Map<String, ObjectNode> rules = new TreeMap<>();
}
