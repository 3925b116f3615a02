package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Where Kibana sends what happens to alerts. Secrets stand in the bodies of requests only, never in a saved object.
 *
 * @param id the same for ever
 * @param config what everybody may read
 * @param secrets what nobody may
 */
public record Connector(UUID id, Type type, String name, Map<String, Object> config, Map<String, String> secrets) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Connector {
        // In their order, which a copy by Map.copyOf would not keep
        config = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(config));
        secrets = Map.copyOf(secrets);
    }

    /** Kinds of connectors. */
    public enum Type {
        /** Writes a document for each event of an alert. Every licence has it. */
        INDEX(".index", "basic"),
        WEBHOOK(".webhook", "gold"),
        /** Gets pages only. */
        PAGERDUTY(".pagerduty", "gold");

        private final String id;
        private final String leastLicence;

        Type(String id, String leastLicence) {
            this.id = id;
            this.leastLicence = leastLicence;
        }

        /** Kibana's name of it. */
        public String id() {
            return id;
        }

        /** The least licence that has it; what a Kibana really allows, its {@code /api/actions/connector_types} tells. */
        public String leastLicence() {
            return leastLicence;
        }
    }

    /** The body of {@code POST /api/actions/connector/ID}. */
    public ObjectNode createRequest() {
        return updateRequest().put("connector_type_id", type.id());
    }

    /** The body of {@code PUT /api/actions/connector/ID}. */
    public ObjectNode updateRequest() {
        ObjectNode body = JSON.createObjectNode().put("name", name);
        body.set("config", JSON.valueToTree(config));
        body.set("secrets", JSON.valueToTree(secrets));
        return body;
    }

    /** Without the secrets, as Kibana's own secrets are never shown. */
    @Override
    public String toString() {
        return type.id() + " '" + name + "' (" + id + ")";
    }
}
