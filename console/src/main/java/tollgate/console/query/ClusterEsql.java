package tollgate.console.query;

import co.elastic.clients.transport.rest5_client.low_level.HttpAsyncResponseConsumerFactory;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.config.RequestConfig;
import tollgate.console.query.QueryFailedException.Reason;
import tollgate.elasticsearch.Cluster;

/**
 * Asks a cluster. A query that takes too long is given up, and the cluster with it, since it stops a query whose connection is closed. An
 * answer has at most {@value #MOST_ROWS} rows and {@value #MOST_BYTES} bytes.
 */
public final class ClusterEsql implements Esql {
    /** Seventy-five buckets of some sixty series. */
    static final int MOST_ROWS = 5_000;

    static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Duration limit;
    private final RequestOptions options;

    /**
     * Asks over a connection, which may be made later than this.
     *
     * @param limit how long an answer may take
     */
    public ClusterEsql(Connection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
        this.options = RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                        .build())
                .setHttpAsyncResponseConsumerFactory(
                        new HttpAsyncResponseConsumerFactory.BasicAsyncResponseConsumerFactory(MOST_BYTES))
                .build();
    }

    @Override
    public Table ask(Question question) throws QueryFailedException {
        Cluster cluster = connection.cluster();
        try {
            return table(JSON.readTree(
                    cluster.http().performRequest(request(question)).getEntity().getContent()));
        } catch (ResponseException e) {
            throw refusal(e.getResponse());
        } catch (SocketTimeoutException e) {
            throw new QueryFailedException(
                    Reason.SLOW,
                    "Elasticsearch took longer than " + limit.toSeconds()
                            + " s for this: choose a shorter time, or narrow it by the controls");
        } catch (IOException e) {
            throw new QueryFailedException(
                    Reason.AWAY,
                    "Elasticsearch at " + cluster.settings() + " does not answer (" + oneLine(e.toString())
                            + "): start it, or wait until it is back");
        }
    }

    private Request request(Question question) {
        ObjectNode body = JSON.createObjectNode();
        // On a line of its own, so that no comment can swallow it. One row more than are shown tells that there are
        // more.
        body.put("query", question.query() + "\n| LIMIT " + (MOST_ROWS + 1));
        question.values()
                .forEach((name, value) -> body.withArray("params").addObject().put(name, value));
        Request request = new Request("POST", "/_query");
        request.setJsonEntity(body.toString());
        request.setOptions(options);
        return request;
    }

    private static Table table(JsonNode answer) {
        List<Table.Column> columns = new ArrayList<>();
        answer.path("columns")
                .forEach(column -> columns.add(new Table.Column(
                        column.path("name").asText(), column.path("type").asText())));
        ArrayNode rows = answer.path("values") instanceof ArrayNode values ? values : JSON.createArrayNode();
        boolean cut = rows.size() > MOST_ROWS;
        while (rows.size() > MOST_ROWS) {
            rows.remove(rows.size() - 1);
        }
        return new Table(columns, rows, cut || answer.path("is_partial").asBoolean());
    }

    private QueryFailedException refusal(Response response) {
        String reason = reason(response);
        return switch (response.getStatusCode()) {
            case 401, 403 ->
                new QueryFailedException(
                        Reason.FORBIDDEN,
                        "Elasticsearch does not let the console read this (" + reason
                                + "): give it the role tollgate_console");
            case 405 ->
                new QueryFailedException(
                        Reason.REFUSED,
                        "this edition of Elasticsearch has no ES|QL: use the distribution that Elastic offers for download");
            case 429, 503 ->
                new QueryFailedException(
                        Reason.BUSY, "Elasticsearch has too much to do (" + reason + "): wait a little");
            default ->
                reason.contains("Unknown index") || reason.contains("no such index")
                        ? new QueryFailedException(
                                Reason.NO_DATA,
                                "nothing was ever written here (" + reason
                                        + "): send a request through the gateway with a log-shipper running, or run"
                                        + " ./tollgate setup")
                        : new QueryFailedException(Reason.REFUSED, "Elasticsearch refuses the query: " + reason);
        };
    }

    private static String reason(Response response) {
        try {
            JsonNode body = JSON.readTree(response.getEntity().getContent());
            return oneLine(body.at("/error/reason").asText("status " + response.getStatusCode()));
        } catch (IOException e) {
            return "status " + response.getStatusCode();
        }
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
