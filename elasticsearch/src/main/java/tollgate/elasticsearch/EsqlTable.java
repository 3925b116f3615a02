package tollgate.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * What an ES|QL query answers: a table.
 *
 * @param columns names, in order
 * @param rows values in the order of the columns; a value that is null stays a null node
 */
public record EsqlTable(List<String> columns, List<List<JsonNode>> rows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Runs a query.
     *
     * @param parameters values for {@code ?name} in the query
     * @throws EsqlException where the cluster refuses the query
     * @throws IOException where nothing answers
     */
    public static EsqlTable query(Cluster cluster, String query, Map<String, Object> parameters) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        parameters.forEach((name, value) -> body.withArray("params").addObject().set(name, JSON.valueToTree(value)));
        return query(cluster, body);
    }

    /**
     * Runs a query as it is to be sent.
     *
     * @param body of the request to {@code _query}
     * @throws EsqlException where the cluster refuses the query
     * @throws IOException where nothing answers
     */
    public static EsqlTable query(Cluster cluster, ObjectNode body) throws IOException {
        Request request = new Request("POST", "/_query");
        request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        Response response;
        try {
            response = cluster.http().performRequest(request);
        } catch (ResponseException e) {
            response = e.getResponse();
        }
        JsonNode answer = JSON.readTree(response.getEntity().getContent());
        if (response.getStatusCode() != 200) {
            String reason = answer.at("/error/reason").asText(answer.toString());
            throw new EsqlException(reason.replace('\n', ' '));
        }
        List<String> columns = new ArrayList<>();
        answer.path("columns").forEach(column -> columns.add(column.path("name").asText()));
        List<List<JsonNode>> rows = new ArrayList<>();
        answer.path("values").forEach(row -> {
            List<JsonNode> values = new ArrayList<>();
            row.forEach(values::add);
            rows.add(List.copyOf(values));
        });
        return new EsqlTable(List.copyOf(columns), List.copyOf(rows));
    }

    /** The value of a row by its column's name. */
    public JsonNode value(int row, String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " in " + columns);
        }
        return rows.get(row).get(index);
    }
}
