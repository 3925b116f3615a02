package tollgate.dashboards.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be known of an import file without a Kibana: mistakes that an import refuses, and those that it takes and that then make
 * a panel vanish or a rule run at once.
 */
public final class ObjectChecks {
    /** What Kibana accepts as a UUID where it asks for one. */
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private static final List<String> STRINGS_OF_DATA_VIEWS =
            List.of("fields", "sourceFilters", "fieldAttrs", "fieldFormatMap", "runtimeFieldMap");

    private final List<String> findings = new ArrayList<>();

    private ObjectChecks() {}

    /** One line for each mistake, naming the object; none where all is well. */
    public static List<String> findings(List<ObjectNode> objects) {
        ObjectChecks checks = new ObjectChecks();
        Set<String> ids = new HashSet<>();
        for (ObjectNode object : objects) {
            checks.require(ids.add(name(object)), name(object), "stands there twice");
        }
        objects.forEach(object -> checks.check(object, ids));
        return List.copyOf(checks.findings);
    }

    private void check(ObjectNode object, Set<String> ids) {
        String name = name(object);
        for (String version : List.of("coreMigrationVersion", "typeMigrationVersion")) {
            require(object.path(version).asText().matches("\\d+\\.\\d+\\.\\d+"), name, version + " is missing");
        }
        JsonNode attributes = object.path("attributes");
        decode(name, attributes);
        references(name, object, ids);
        switch (object.path("type").asText()) {
            case "dashboard" -> new DashboardChecks(name, object, findings).check();
            case "index-pattern" ->
                STRINGS_OF_DATA_VIEWS.forEach(key ->
                        require(Decoded.of(attributes.path(key)) != null, name, key + " is no string that holds JSON"));
            case "action" -> uuid(name, object);
            case "alert" -> {
                uuid(name, object);
                require(
                        attributes.path("enabled").isBoolean()
                                && !attributes.path("enabled").asBoolean(),
                        name,
                        "is not disabled: it would run with nobody's rights");
                actions(name, object);
            }
            default -> {}
        }
    }

    /** Kibana keeps what is called …JSON as a string. */
    private void decode(String name, JsonNode node) {
        node.properties().forEach(entry -> {
            if (entry.getKey().endsWith("JSON")) {
                require(Decoded.of(entry.getValue()) != null, name, entry.getKey() + " is no string that holds JSON");
            }
        });
        node.forEach(child -> decode(name, child));
    }

    private void references(String name, ObjectNode object, Set<String> ids) {
        Set<String> names = new HashSet<>();
        for (JsonNode reference : object.path("references")) {
            String target =
                    reference.path("type").asText() + ":" + reference.path("id").asText();
            require(ids.contains(target), name, "names " + target + ", which is not there");
            require(
                    names.add(reference.path("name").asText()),
                    name,
                    "has two references of the name " + reference.path("name").asText());
        }
        JsonNode source = Decoded.of(object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON"));
        if (source != null && source.has("indexRefName")) {
            String index = source.path("indexRefName").asText();
            require(names.contains(index), name, "has no reference of the name " + index);
        }
    }

    private void actions(String name, ObjectNode object) {
        Set<String> names = new HashSet<>();
        object.path("references")
                .forEach(reference -> names.add(reference.path("name").asText()));
        for (JsonNode action : object.at("/attributes/actions")) {
            String reference = action.path("actionRef").asText();
            require(
                    reference.startsWith("preconfigured:") || names.contains(reference),
                    name,
                    "has no reference of the name " + reference);
        }
    }

    private void uuid(String name, ObjectNode object) {
        require(UUID.matcher(object.path("id").asText()).matches(), name, "its id is no UUID");
    }

    private void require(boolean holds, String name, String what) {
        if (!holds) {
            findings.add(name + ": " + what);
        }
    }

    private static String name(ObjectNode object) {
        return object.path("type").asText() + ":" + object.path("id").asText();
    }
}
