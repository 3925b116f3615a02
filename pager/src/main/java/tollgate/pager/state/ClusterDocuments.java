package tollgate.pager.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shared by an index of Elasticsearch, whose sequence numbers tell versions apart. */
public final class ClusterDocuments implements SharedDocuments {
    private static final int MOST = 1_000;

    private final ClusterConnection connection;
    private final String index;
    private volatile boolean created;

    /** @param namespace last part of the index's name, as of the data streams' */
    public ClusterDocuments(ClusterConnection connection, String namespace) {
        this.connection = connection;
        this.index = "tollgate-pager-" + namespace;
    }

    @Override
    public @Nullable Versioned get(String id) throws IOException {
        ClusterConnection.Answer answer = connection.ask("GET", document(id), null);
        return answer.isNotFound() ? null : versioned(checked(answer));
    }

    @Override
    public List<Versioned> ofKind(String kind) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("size", MOST);
        body.put("seq_no_primary_term", true);
        body.putObject("query").putObject("term").put("kind", kind);
        // Only what was refreshed is found; these documents are few, and their writers wait for the refresh.
        ClusterConnection.Answer answer = connection.ask("POST", "/" + index + "/_search", body.toString());
        List<Versioned> found = new ArrayList<>();
        if (!answer.isNotFound()) {
            checked(answer).at("/hits/hits").forEach(hit -> found.add(versioned(hit)));
        }
        return found;
    }

    @Override
    public boolean put(String id, ObjectNode body, @Nullable Versioned read) throws IOException {
        String condition = read == null ? "op_type=create" : read.version();
        ClusterConnection.Answer answer = write(id, body, condition);
        if (answer.isConflict()) {
            return false;
        }
        checked(answer);
        return true;
    }

    @Override
    public void put(String id, ObjectNode body) throws IOException {
        checked(write(id, body, "op_type=index"));
    }

    private ClusterConnection.Answer write(String id, ObjectNode body, String condition) throws IOException {
        if (!created) {
            create();
            created = true;
        }
        return connection.ask("PUT", document(id) + "?refresh=true&" + condition, body.toString());
    }

    /** Makes the index, if it is not there. Nobody searches by anything but the kind. */
    private void create() throws IOException {
        if (connection.ask("HEAD", "/" + index, null).ok()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("settings").putObject("index").put("number_of_shards", 1).put("auto_expand_replicas", "0-1");
        ObjectNode mappings = body.putObject("mappings").put("dynamic", false);
        mappings.putObject("properties").putObject("kind").put("type", "keyword");
        ClusterConnection.Answer answer = connection.ask("PUT", "/" + index, body.toString());
        if (!answer.ok() && !answer.body().at("/error/type").asText().equals("resource_already_exists_exception")) {
            checked(answer);
        }
    }

    @Override
    public boolean remove(String id) throws IOException {
        ClusterConnection.Answer answer = connection.ask("DELETE", document(id) + "?refresh=true", null);
        if (answer.isNotFound()) {
            return false;
        }
        checked(answer);
        return true;
    }

    private String document(String id) {
        return "/" + index + "/_doc/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Versioned versioned(JsonNode hit) {
        return new Versioned(
                hit.path("_id").asText(),
                hit.path("_source"),
                "if_seq_no=" + hit.path("_seq_no").asLong() + "&if_primary_term="
                        + hit.path("_primary_term").asLong());
    }

    private JsonNode checked(ClusterConnection.Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException("Elasticsearch refuses what the pager keeps in " + index + ": " + answer.reason());
        }
        return answer.body();
    }
}
