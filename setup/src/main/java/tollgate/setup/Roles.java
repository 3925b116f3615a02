package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Roles of Elasticsearch, each with the least that its part needs. What they hold stands in {@code roles.json}. */
final class Roles implements Target {
    private static final String PATH = "/_security/role/";
    private static final String PREFIX = "tollgate_";
    private static final String PRIVILEGE = "manage_security, or leave the roles out with --no-roles";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Elasticsearch elasticsearch;

    Roles(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /**
     * The bodies by the roles' names.
     *
     * @param space the space of Kibana that viewers and installers may enter
     */
    static Map<String, ObjectNode> bodies(String space) {
        try (InputStream in = Objects.requireNonNull(Roles.class.getResourceAsStream("roles.json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${space}", space);
            Map<String, ObjectNode> bodies = new LinkedHashMap<>();
            JSON.readTree(text).properties().forEach(role -> bodies.put(role.getKey(), body(role.getValue())));
            return bodies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Versions before 8.15 know no description of a role; all know metadata. */
    private static ObjectNode body(JsonNode role) {
        ObjectNode body = role.deepCopy();
        JsonNode description = body.remove("description");
        body.putObject("metadata").put("managed_by", "tollgate").set("description", description);
        return body;
    }

    /**
     * The role of a part, such as {@code shipper}.
     *
     * @return null where there is none
     */
    static @Nullable ObjectNode ofPart(String part, String space) {
        return bodies(space).get(PREFIX + part);
    }

    static Wanted wanted(String name, ObjectNode body) {
        return new Wanted(Kind.ROLE, name, name, body, body, body, false);
    }

    /** Whether the cluster has users and roles at all. */
    boolean isSecurityOn() throws SetupException {
        return elasticsearch.ask("GET", "/_security/_authenticate", null).ok();
    }

    @Override
    public @Nullable JsonNode current(Ref ref) throws SetupException {
        Answer answer = elasticsearch.ask("GET", PATH + ref.id(), null);
        return answer.status() == Answer.NOT_FOUND
                ? null
                : elasticsearch
                        .require(answer, "the role could not be read", PRIVILEGE)
                        .get(ref.id());
    }

    @Override
    public void create(Wanted wanted) throws SetupException {
        update(wanted);
    }

    @Override
    public void update(Wanted wanted) throws SetupException {
        elasticsearch.require(
                elasticsearch.ask("PUT", PATH + wanted.id(), wanted.create()),
                "the cluster refuses the role",
                PRIVILEGE);
    }

    @Override
    public void remove(Ref ref) throws SetupException {
        Answer answer = elasticsearch.ask("DELETE", PATH + ref.id(), null);
        if (answer.status() != Answer.NOT_FOUND) {
            elasticsearch.require(answer, "the role could not be removed", PRIVILEGE);
        }
    }
}
