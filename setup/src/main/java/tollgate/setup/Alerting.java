package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether Kibana can have connectors and rules, and which. */
final class Alerting {
    private static final String NO_KEY = "Kibana has no encryption key for them: set"
            + " xpack.encryptedSavedObjects.encryptionKey in kibana.yml to 32 characters or more"
            + " (bin/kibana-encryption-keys generate), restart Kibana, and run this again";

    private final Kibana kibana;

    Alerting(Kibana kibana) {
        this.kibana = kibana;
    }

    /** Makes sure that connectors and rules can be had at all. */
    void requireUsable() throws SetupException {
        JsonNode health = require(kibana.ask(HttpMethod.GET, "/api/alerting/_health", null));
        if (!health.path("has_permanent_encryption_key").asBoolean(true)) {
            throw new RefusedException(NO_KEY);
        }
        if (!health.path("is_sufficiently_secure").asBoolean(true)) {
            throw new RefusedException(
                    "Kibana has no alerting while Elasticsearch has security without TLS or API keys:"
                            + " turn on xpack.security.http.ssl, or xpack.security.authc.api_key.enabled");
        }
    }

    /** Those that the licence allows; for each of the others, a line is added to the changes. */
    List<Bundle.ConnectorRequest> allowed(List<Bundle.ConnectorRequest> connectors, List<Change> changes)
            throws SetupException {
        Map<String, JsonNode> types = new HashMap<>();
        require(kibana.ask(HttpMethod.GET, "/api/actions/connector_types", null))
                .forEach(type -> types.put(type.path("id").asText(), type));
        List<Bundle.ConnectorRequest> allowed = new ArrayList<>();
        for (Bundle.ConnectorRequest connector : connectors) {
            JsonNode type = types.get(connector.type());
            if (type != null && type.path("enabled_in_license").asBoolean(true)) {
                allowed.add(connector);
                continue;
            }
            String note = type == null
                    ? "this Kibana has no connectors of type " + connector.type()
                    : "connectors of type " + connector.type() + " need the licence "
                            + type.path("minimum_license_required").asText("above this one") + " or a higher one";
            changes.add(new Change(
                    Outcome.FAILED,
                    Kind.CONNECTOR.word() + " " + connector.name(),
                    note + ": unset the variable that asks for it; the rules go without it"));
        }
        return allowed;
    }

    /** The body of a good answer. */
    static JsonNode require(Answer answer) throws RefusedException {
        if (answer.ok()) {
            return answer.body();
        }
        String reason = answer.reason();
        if (reason.contains("missing encryption key")) {
            throw new RefusedException(NO_KEY);
        }
        if (answer.status() == Answer.FORBIDDEN && reason.contains("license")) {
            throw new RefusedException("the licence does not suffice (" + reason + ")");
        }
        throw new RefusedException("Kibana refuses it (" + reason + ")"
                + (answer.status() == Answer.FORBIDDEN
                        ? ": the user needs All for Stack Rules and for Actions and Connectors"
                        : ""));
    }
}
