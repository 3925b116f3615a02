package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An object that Kibana imports.
 *
 * @param id fixed, so that a second import replaces it; a UUID where Kibana asks for one (types action and alert)
 * @param typeVersion the model version of the type: the lowest that works, since a Kibana refuses what is newer than itself,
 *     and migrates from the oldest where none is given
 */
public record SavedObject(
        String type, String id, ObjectNode attributes, List<Reference> references, String typeVersion) {
    /** Every Kibana since 8.8 writes it. */
    static final String CORE_VERSION = "8.8.0";

    /**
     * Another object that this one names.
     *
     * @param name by which its attributes mean it
     */
    public record Reference(String type, String id, String name) {}

    public SavedObject {
        references = List.copyOf(references);
    }

    /** As a line of an import file. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type);
        json.put("id", id);
        json.set("attributes", attributes);
        var array = json.putArray("references");
        for (Reference reference : references) {
            array.addObject()
                    .put("type", reference.type())
                    .put("id", reference.id())
                    .put("name", reference.name());
        }
        json.put("managed", false);
        json.put("coreMigrationVersion", CORE_VERSION);
        json.put("typeMigrationVersion", typeVersion);
        return json;
    }
}
