package tollgate.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Asks a cluster for its version: at its root, and where that is not served, at its nodes. */
final class VersionDetector {
    private static final ObjectMapper JSON = new ObjectMapper();

    static String detect(Rest5Client http, ClusterSettings settings) throws ClusterException {
        try {
            Response root = perform(http, "/");
            int status = root.getStatusCode();
            if (status == 200) {
                return version(root, "/version/number", settings);
            }
            if (status == 401 || status == 403) {
                throw refused(settings, status);
            }
            Response nodes = perform(http, "/_nodes/_local");
            if (nodes.getStatusCode() == 200) {
                JsonNode first = body(nodes).path("nodes").elements().next();
                return first.path("version").asText();
            }
            throw refused(settings, nodes.getStatusCode());
        } catch (IOException e) {
            throw new ClusterUnreachableException(
                    "Elasticsearch at " + settings + " does not answer (" + e.getMessage()
                            + "): start it, or say with --elasticsearch where it is",
                    e);
        }
    }

    private static Response perform(Rest5Client http, String path) throws IOException {
        try {
            return http.performRequest(new Request("GET", path));
        } catch (ResponseException e) { // an answer too
            return e.getResponse();
        }
    }

    private static String version(Response response, String pointer, ClusterSettings settings)
            throws IOException, ClusterException {
        String version = body(response).at(pointer).asText();
        if (version.isEmpty()) {
            throw new ClusterException("what answers at " + settings + " is no Elasticsearch", null);
        }
        return version;
    }

    private static JsonNode body(Response response) throws IOException {
        return JSON.readTree(response.getEntity().getContent());
    }

    private static ClusterException refused(ClusterSettings settings, int status) {
        return new ClusterException(
                "Elasticsearch at " + settings + " answers " + status + ": set " + ClusterSettings.API_KEY + ", or "
                        + ClusterSettings.USERNAME + " and " + ClusterSettings.PASSWORD,
                null);
    }

    private VersionDetector() {}
}
