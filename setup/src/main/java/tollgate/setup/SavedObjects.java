package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * Saved objects of Kibana, through its import and export. Each is imported alone, since a refused one can hide the others: Kibana
 * then lists them as successes, and has created nothing.
 */
final class SavedObjects implements Target {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kibana kibana;

    SavedObjects(Kibana kibana) {
        this.kibana = kibana;
    }

    /** A line of an NDJSON file, as something that is wanted. */
    static Wanted wanted(JsonNode object) {
        JsonNode attributes = object.path("attributes");
        String name = attributes
                .path("title")
                .asText(attributes.path("name").asText(object.path("id").asText()));
        return new Wanted(
                Kind.ofType(object.path("type").asText()),
                object.path("id").asText(),
                attributes.hasNonNull("name") ? attributes.path("name").asText() : name,
                content(object),
                object,
                object,
                false);
    }

    private static JsonNode content(JsonNode object) {
        ObjectNode content = JSON.createObjectNode();
        content.set("attributes", object.path("attributes"));
        content.set("references", object.path("references"));
        return content;
    }

    @Override
    public @Nullable JsonNode current(Ref ref) throws SetupException {
        ObjectNode body = JSON.createObjectNode().put("excludeExportDetails", true);
        body.putArray("objects").addObject().put("type", ref.kind().type()).put("id", ref.id());
        Answer answer = kibana.ask(HttpMethod.POST, "/api/saved_objects/_export", body);
        JsonNode error = answer.body().at("/attributes/objects/0/error");
        if (answer.status() == Answer.BAD_REQUEST && error.path("statusCode").asInt() == Answer.NOT_FOUND) {
            return null;
        }
        if (!answer.ok()) {
            throw refused(error.path("statusCode").asInt(answer.status()), answer.reason());
        }
        return content(answer.body());
    }

    @Override
    public void create(Wanted wanted) throws SetupException {
        importAlone(wanted);
    }

    @Override
    public void update(Wanted wanted) throws SetupException {
        importAlone(wanted);
    }

    private void importAlone(Wanted wanted) throws SetupException {
        Answer answer = kibana.importObject(wanted.create());
        if (!answer.ok()) {
            String version = wanted.create().path("typeMigrationVersion").asText();
            throw answer.reason().contains("belongs to a more recent version of Kibana")
                    ? new RefusedException("its format " + version + " is newer than this Kibana: upgrade Kibana")
                    : refused(answer.status(), answer.reason());
        }
        if (!answer.body().path("success").asBoolean()) {
            throw new RefusedException(ImportErrors.explain(answer.body().at("/errors/0/error")));
        }
        String given = answer.body().at("/successResults/0/destinationId").asText(wanted.id());
        if (!given.equals(wanted.id())) {
            kibana.ask(HttpMethod.DELETE, "/api/saved_objects/" + wanted.kind().type() + "/" + given, null);
            throw new RefusedException(
                    "another space has it, and Kibana has an id only once: remove it there with --remove --space");
        }
    }

    @Override
    public void remove(Ref ref) throws SetupException {
        Answer answer =
                kibana.ask(HttpMethod.DELETE, "/api/saved_objects/" + ref.kind().type() + "/" + ref.id(), null);
        if (!answer.ok() && answer.status() != Answer.NOT_FOUND) {
            throw refused(answer.status(), answer.reason());
        }
    }

    private static RefusedException refused(int status, String reason) {
        return new RefusedException("Kibana refuses it (" + reason + ")"
                + (status == Answer.FORBIDDEN
                        ? ": the user needs All for Saved Objects Management, Dashboard, Discover, Data Views and Tags"
                        : ""));
    }
}
