package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the inventory in the {@code _meta} of a component template that no index uses: it is replaced as a whole, needs no index
 * and no right beyond that to the index templates.
 */
final class ElasticsearchInventoryStore implements InventoryStore {
    private static final String PATH = "/_component_template/tollgate-setup";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Elasticsearch elasticsearch;

    ElasticsearchInventoryStore(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    @Override
    public Inventory load() throws SetupException {
        Answer answer = elasticsearch.ask("GET", PATH, null);
        if (answer.status() == Answer.NOT_FOUND) {
            return Inventory.EMPTY;
        }
        JsonNode meta = elasticsearch
                .require(answer, "what set-up has made could not be read", "manage_index_templates")
                .at("/component_templates/0/component_template/_meta/inventory");
        Map<Ref, Inventory.Item> items = new LinkedHashMap<>();
        for (JsonNode item : meta.path("items")) {
            items.put(
                    Ref.parse(item.path("ref").asText()),
                    new Inventory.Item(
                            item.path("name").asText(),
                            item.path("sent").asText(),
                            item.path("seen").asText()));
        }
        return new Inventory(space(meta), items);
    }

    private static @Nullable String space(JsonNode meta) {
        return meta.hasNonNull("space") ? meta.path("space").asText() : null;
    }

    @Override
    public void save(Inventory inventory) throws SetupException {
        if (inventory.items().isEmpty()) {
            Answer answer = elasticsearch.ask("DELETE", PATH, null);
            if (answer.status() != Answer.NOT_FOUND) {
                elasticsearch.require(answer, "what set-up has made could not be forgotten", "manage_index_templates");
            }
            return;
        }
        ObjectNode body = JSON.createObjectNode();
        body.putObject("template");
        ObjectNode meta = body.putObject("_meta").put("managed_by", "tollgate");
        meta.put("description", "What tollgate setup has made; no index uses this");
        ObjectNode all = meta.putObject("inventory").put("space", inventory.space());
        inventory
                .items()
                .forEach((ref, item) -> all.withArray("items")
                        .addObject()
                        .put("ref", ref.toString())
                        .put("name", item.name())
                        .put("sent", item.sent())
                        .put("seen", item.seen()));
        elasticsearch.require(
                elasticsearch.ask("PUT", PATH, body),
                "what set-up has made could not be noted",
                "manage_index_templates");
    }
}
