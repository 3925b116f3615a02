package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys, each with the rights of one role and no more. A key is shown once, by its maker. */
final class ApiKeys implements Target {
    private static final String PATH = "/_security/api_key";
    private static final String PRIVILEGE = "manage_own_api_key";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Elasticsearch elasticsearch;

    ApiKeys(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** What the cluster made: {@code id} and the {@code encoded} key. */
    JsonNode make(String part, String space) throws SetupException {
        ObjectNode role = Roles.ofPart(part, space);
        if (role == null) {
            List<String> parts = new ArrayList<>();
            Roles.bodies(space).keySet().forEach(name -> parts.add(name.substring(name.indexOf('_') + 1)));
            throw new SetupException("--api-key " + part + " is none of " + String.join(", ", parts)
                    + (part.equals("gateway") ? ": the gateway writes files and needs no key" : ""));
        }
        ObjectNode body = JSON.createObjectNode().put("name", "tollgate-" + part);
        body.putObject("role_descriptors").set("tollgate_" + part, role);
        body.putObject("metadata").put("managed_by", "tollgate");
        Answer answer = elasticsearch.ask("POST", PATH, body);
        return elasticsearch.require(answer, "the cluster makes no API key for " + part, PRIVILEGE);
    }

    @Override
    public void remove(Ref ref) throws SetupException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("ids").add(ref.id());
        Answer answer = elasticsearch.ask("DELETE", PATH, body);
        if (answer.status() != Answer.NOT_FOUND) {
            elasticsearch.require(answer, "the API key could not be invalidated", "manage_api_key");
        }
    }

    @Override
    public @Nullable JsonNode current(Ref ref) {
        throw new UnsupportedOperationException("a key cannot be read back");
    }

    @Override
    public void create(Wanted wanted) {
        throw new UnsupportedOperationException("a key is made for a part, and shown");
    }

    @Override
    public void update(Wanted wanted) {
        throw new UnsupportedOperationException("a key does not change");
    }
}
