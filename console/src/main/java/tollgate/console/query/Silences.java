package tollgate.console.query;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import tollgate.console.query.QueryFailedException.Reason;

/** The pager's silences, as its index {@code tollgate-pager-NAMESPACE} has them. Where there is no pager, there are none. */
public final class Silences {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "{\"size\":200,\"query\":{\"term\":{\"kind\":\"silence\"}}}";

    private final Connection connection;

    public Silences(Connection connection) {
        this.connection = connection;
    }

    /** All that are kept, also those that are over. */
    public ArrayNode json() throws QueryFailedException {
        Request request = new Request("POST", "/tollgate-pager-*/_search");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_no_indices", "true");
        request.setJsonEntity(QUERY);
        ArrayNode silences = JSON.createArrayNode();
        try {
            JsonNode answer = JSON.readTree(connection
                    .cluster()
                    .http()
                    .performRequest(request)
                    .getEntity()
                    .getContent());
            answer.at("/hits/hits").forEach(hit -> silences.add(hit.path("_source")));
        } catch (IOException e) {
            throw new QueryFailedException(
                    Reason.REFUSED,
                    "the pager's silences cannot be read (" + ClusterEsql.oneLine(String.valueOf(e.getMessage()))
                            + ")");
        }
        return silences;
    }
}
