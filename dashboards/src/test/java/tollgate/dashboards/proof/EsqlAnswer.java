package tollgate.dashboards.proof;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tollgate.elasticsearch.Cluster;

/**
 * What a query answers.
 *
 * @param columns name and type of each, such as {@code requests: long}
 */
record EsqlAnswer(List<String> columns, List<List<JsonNode>> rows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs a query with the parameters that it uses, as Kibana sends them. */
    static EsqlAnswer of(Cluster cluster, String query, Scope scope) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        Map<String, String> parameters = Map.of(
                "_tstart", scope.from().toString(),
                "_tend", scope.to().toString(),
                "tenant", scope.choice("tenant"),
                "model", scope.choice("model"),
                "provider", scope.choice("provider"),
                "budget", scope.choice("budget"));
        parameters.forEach((name, value) -> {
            if (query.contains("?" + name)) {
                body.withArray("params").addObject().put(name, value);
            }
        });
        Request request = new Request("POST", "/_query");
        request.setJsonEntity(body.toString());
        try {
            return read(JSON.readTree(
                    cluster.http().performRequest(request).getEntity().getContent()));
        } catch (ResponseException e) {
            throw new IOException(
                    JSON.readTree(e.getResponse().getEntity().getContent()).at("/error/reason") + "\n" + query, e);
        }
    }

    private static EsqlAnswer read(JsonNode answer) {
        if (answer.path("is_partial").asBoolean()) {
            throw new IllegalStateException("Elasticsearch answers a part only");
        }
        List<String> columns = new ArrayList<>();
        answer.path("columns")
                .forEach(column -> columns.add(column.path("name").asText() + ": "
                        + column.path("type").asText()));
        List<List<JsonNode>> rows = new ArrayList<>();
        answer.path("values").forEach(row -> {
            List<JsonNode> values = new ArrayList<>();
            row.forEach(values::add);
            rows.add(List.copyOf(values));
        });
        return new EsqlAnswer(List.copyOf(columns), List.copyOf(rows));
    }
}
