package tollgate.setup.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code _import} and {@code _export}, by what Kibana's documentation and source say of them. */
final class StubImport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PART =
            Pattern.compile("name=\"file\"; filename=\"([^\"]*)\"\r\n[^\r]*\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);

    /** The newest format that it knows of each type, as Kibana 9.4 has them. */
    private static final Map<String, String> KNOWN = Map.of(
            "dashboard", "10.3.0",
            "search", "10.11.0",
            "index-pattern", "8.0.0",
            "tag", "8.0.0",
            "lens", "10.1.0",
            "action", "10.2.0",
            "alert", "10.11.0");

    private static final Set<String> CHECKED_REFERENCES = Set.of("index-pattern", "search");
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final StubSpace space;
    private final Set<String> idsElsewhere;

    StubImport(StubSpace space, Set<String> idsElsewhere) {
        this.space = space;
        this.idsElsewhere = idsElsewhere;
    }

    StubAnswer importFile(String multipart, boolean overwrite) throws JsonProcessingException {
        Matcher part = PART.matcher(multipart);
        if (!part.find()) {
            return StubAnswer.error(400, "[request body.file]: expected value of type [Stream]");
        }
        if (!part.group(1).endsWith(".ndjson")) {
            return StubAnswer.error(400, "Invalid file extension " + part.group(1));
        }
        List<JsonNode> objects = new ArrayList<>();
        for (String line : part.group(2).split("\n", -1)) {
            if (!line.isBlank()) {
                objects.add(JSON.readTree(line));
            }
        }
        for (JsonNode object : objects) {
            String known = KNOWN.get(object.path("type").asText());
            String version = object.path("typeMigrationVersion").asText("0.0.0");
            if (known != null && compare(version, known) > 0) {
                return StubAnswer.error(
                        422,
                        "Document \"" + object.path("id").asText() + "\" belongs to a more recent version of Kibana ["
                                + version + "] when the last known version is [" + known + "].");
            }
        }
        return store(objects, overwrite);
    }

    private StubAnswer store(List<JsonNode> objects, boolean overwrite) {
        Set<String> given = new HashSet<>();
        objects.forEach(object -> given.add(key(object)));
        ArrayNode errors = JSON.createArrayNode();
        ArrayNode successes = JSON.createArrayNode();
        boolean nothing = false;
        List<JsonNode> accepted = new ArrayList<>();
        for (JsonNode object : objects) {
            ObjectNode error = error(object, given, overwrite);
            if (error == null) {
                successes.add(named(object));
                accepted.add(object);
            } else {
                nothing |= !error.path("type").asText().equals("unknown");
                errors.addObject().setAll(named(object).<ObjectNode>set("error", error));
            }
        }
        for (int i = 0; i < accepted.size() && !nothing; i++) {
            put(accepted.get(i), (ObjectNode) successes.get(i));
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("successCount", successes.size()).put("success", errors.isEmpty());
        long rules = nothing
                ? 0
                : accepted.stream()
                        .filter(object -> object.path("type").asText().equals("alert"))
                        .count();
        if (rules > 0) {
            body.withArray("warnings")
                    .addObject()
                    .put("type", "action_required")
                    .put("message", rules + " rules must be enabled after the import.");
        }
        body.set("successResults", successes);
        if (!errors.isEmpty()) {
            body.set("errors", errors);
        }
        return StubAnswer.ok(body);
    }

    private void put(JsonNode object, ObjectNode success) {
        if (object.path("type").asText().equals("alert")) {
            space.rules.put(object.path("id").asText(), StubAlerting.imported(object));
            return;
        }
        ObjectNode stored = object.deepCopy();
        if (idsElsewhere.contains(key(object))) {
            stored.put("id", java.util.UUID.randomUUID().toString());
            success.put("destinationId", stored.path("id").asText());
        }
        // The real one migrates what it takes, too, so that it gives back more than it got.
        stored.withObject("/attributes").put("stubMigrated", true);
        space.objects.put(key(stored), stored);
    }

    private @org.jspecify.annotations.Nullable ObjectNode error(JsonNode object, Set<String> given, boolean overwrite) {
        String type = object.path("type").asText();
        if (!KNOWN.containsKey(type)) {
            return JSON.createObjectNode().put("type", "unsupported_type");
        }
        ObjectNode missing = JSON.createObjectNode().put("type", "missing_references");
        for (JsonNode reference : object.path("references")) {
            boolean there = given.contains(key(reference)) || space.objects.containsKey(key(reference));
            if (CHECKED_REFERENCES.contains(reference.path("type").asText()) && !there) {
                missing.withArray("references").add(reference);
            }
        }
        if (missing.has("references")) {
            return missing;
        }
        if (!overwrite && space.objects.containsKey(key(object))) {
            return JSON.createObjectNode().put("type", "conflict");
        }
        boolean encrypted = type.equals("action") || type.equals("alert");
        return encrypted && !object.path("id").asText().matches(UUID)
                ? JSON.createObjectNode()
                        .put("statusCode", 400)
                        .put("type", "unknown")
                        .put(
                                "message",
                                "Predefined IDs are not allowed for saved objects with encrypted attributes unless"
                                        + " the ID is a UUID.: Bad Request")
                : null;
    }

    StubAnswer export(JsonNode body) {
        JsonNode asked = body.at("/objects/0");
        JsonNode object = space.objects.get(key(asked));
        if (object != null) {
            return StubAnswer.ok(object);
        }
        ObjectNode error = (ObjectNode)
                StubAnswer.error(400, "Error fetching objects to export").body();
        ((ObjectNode) asked).putObject("error").put("statusCode", 404).put("error", "Not Found");
        error.putObject("attributes").putArray("objects").add(asked);
        return new StubAnswer(400, error);
    }

    private static ObjectNode named(JsonNode object) {
        ObjectNode named = JSON.createObjectNode();
        named.set("type", object.path("type"));
        named.set("id", object.path("id"));
        named.putObject("meta").set("title", object.at("/attributes/title"));
        return named;
    }

    private static String key(JsonNode object) {
        return object.path("type").asText() + "/" + object.path("id").asText();
    }

    private static int compare(String left, String right) {
        String[] a = left.split("\\.", -1);
        String[] b = right.split("\\.", -1);
        for (int i = 0; i < 3; i++) {
            int order = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
