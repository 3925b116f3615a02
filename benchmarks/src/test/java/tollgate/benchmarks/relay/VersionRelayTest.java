package tollgate.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.benchmarks.stub.BulkStub;

class VersionRelayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACTIONS = 50_000;

    private final BulkStub server = BulkStub.start(0);
    private final VersionRelay relay = VersionRelay.start(server.uri(), "1.2.3");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        relay.close();
        server.close();
    }

    @Test
    void tellsTheVersionAtTheRoot() throws Exception {
        HttpResponse<String> answer = get("/");

        assertThat(JSON.readTree(answer.body()).at("/version/number").asText()).isEqualTo("1.2.3");
        assertThat(answer.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
    }

    @Test
    void passesEverythingElseOn() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"index\":{}}\n{\"x\":1}\n".repeat(ACTIONS).getBytes(StandardCharsets.UTF_8));
        }

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(relay.uri().resolve("/b/_bulk?filter_path=items.*.status"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                        .build(),
                BodyHandlers.ofString());

        JsonNode items = JSON.readTree(answer.body()).path("items");
        assertThat(items).hasSize(ACTIONS);
        assertThat(items.path(ACTIONS - 1).at("/index/status").asInt()).isEqualTo(201);
        assertThat(JSON.readTree(get("/_stub/counts").body()))
                .isEqualTo(JSON.readTree("{\"requests\":1,\"refused\":0,\"bytes\":" + 21 * ACTIONS + ",\"wire_bytes\":"
                        + packed.size() + ",\"documents\":{\"b\":" + ACTIONS + "}}"));
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(relay.uri().resolve(path)).build(), BodyHandlers.ofString());
    }
}
