package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What is to be in Kibana. */
public interface Bundle {
    /** Tags, data views, searches and dashboards, as the lines of an NDJSON file. */
    List<JsonNode> savedObjects();

    List<ConnectorRequest> connectors();

    /** Rules whose actions go to these connectors alone. */
    List<RuleRequest> rules(Set<String> connectorIds);

    /**
     * A connector.
     *
     * @param type Kibana's name of it, such as {@code .index}
     * @param create the body of a POST
     * @param update the body of a PUT
     */
    record ConnectorRequest(String id, String type, String name, ObjectNode create, ObjectNode update) {
        /** Without the bodies, which hold secrets. */
        @Override
        public String toString() {
            return type + " '" + name + "' (" + id + ")";
        }
    }

    /**
     * An alert rule.
     *
     * @param create the body of a POST; the rule is not enabled by it
     * @param update the body of a PUT
     */
    record RuleRequest(String id, String name, ObjectNode create, ObjectNode update) {}
}
